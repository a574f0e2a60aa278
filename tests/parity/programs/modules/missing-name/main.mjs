import { present, absent } from './library.mjs';
console.log(present, absent);
