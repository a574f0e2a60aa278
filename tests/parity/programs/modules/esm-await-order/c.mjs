console.log('c runs');
export const c = await Promise.resolve('c');
