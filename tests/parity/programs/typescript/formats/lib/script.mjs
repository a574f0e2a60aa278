import { late } from './late.ts';
export const fromJavaScript = late.toUpperCase();
