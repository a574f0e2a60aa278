import { a } from './bundle.cjs';
console.log(a);
