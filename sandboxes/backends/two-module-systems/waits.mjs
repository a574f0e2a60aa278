export const beans = await Promise.resolve(2400);
