export * from './e.mjs'; export const deep = 'd';
