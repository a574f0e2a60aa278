import { value } from './broken.mjs';
console.log(value);
