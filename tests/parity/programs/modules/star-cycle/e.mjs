export * from './d.mjs'; export const other = 'e';
