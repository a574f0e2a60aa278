import { sep } from 'node:path';
console.log('detected', sep, typeof require);
export {};
