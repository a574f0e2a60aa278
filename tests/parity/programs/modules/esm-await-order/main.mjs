import { a } from './a.mjs';
import { b } from './b.mjs';
console.log('main', a, b);
const { c } = await import('./c.mjs');
console.log('dynamic', c);
const [x, y] = await Promise.all([import('./a.mjs'), import('./a.mjs')]);
console.log(x === y);
