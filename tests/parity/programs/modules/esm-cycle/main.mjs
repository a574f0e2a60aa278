import { name as a, readB } from './a.mjs';
import * as b from './b.mjs';
console.log('main', a, readB(), b.name, Object.keys(b));
import('./columns.mjs');
