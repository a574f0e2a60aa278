export * from './b.mjs'; export * from './c.mjs';
