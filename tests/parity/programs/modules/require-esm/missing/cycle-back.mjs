import { here, gone } from './cycle.mjs';
export const there = 2;
