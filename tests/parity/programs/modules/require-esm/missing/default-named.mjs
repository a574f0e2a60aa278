import { default as none } from './b.mjs';
