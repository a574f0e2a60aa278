import { createRequire } from 'node:module';
import { z } from './a.mjs';
import * as all from './b.mjs';
console.log(typeof z, Object.keys(all), 'y' in all);
const required = createRequire(import.meta.url)('./d.mjs');
console.log(required.deep, Object.keys(required));
await import('./missing.mjs').catch(({ name, message }) => console.log(name, message));
