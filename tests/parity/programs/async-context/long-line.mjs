// The column behind many functions on one line.
import { AsyncLocalStorage } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';

const storage = new AsyncLocalStorage();
const functions = Array.from({ length: 60 }, (_, index) => `export async function f${index}(value) { await value; return await [value, ${index}]; } `).join('');
writeFileSync('long.mjs', `${functions}export const where = () => new Error('here').stack.split('\\n')[1].match(/:\\d+:\\d+/)[0];`);
const { f59, where } = await import('./long.mjs');
console.log(await storage.run('stored', () => f59(1).then((value) => [value, storage.getStore()])), where());
