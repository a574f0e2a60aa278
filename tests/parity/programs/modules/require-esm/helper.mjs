console.log('helper runs');
export const helper = (text) => `<${text}>`;
