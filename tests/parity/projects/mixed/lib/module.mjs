import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import plain, { greet } from 'cjs-only';
import value, { feature as named } from 'esm-only';
import { way } from 'conditions';
import { format } from '@scope/dual';
import data from './data.json' with { type: 'json' };

const require = createRequire(import.meta.url);

export async function report() {
  const text = await readFile(new URL('./data.json', import.meta.url), 'utf8');
  return {
    greet: greet('a module'), same: plain.greet === greet, singleton: require('cjs-only') === plain, value, named, way, format,
    list: data.list, length: text.length, resolved: import.meta.resolve('esm-only/feature'), directory: import.meta.dirname,
  };
}
