import { there } from './cycle-back.mjs'; export const here = 1;
