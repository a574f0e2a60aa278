import { dynamic } from './library.cjs';
console.log(dynamic);
