// Writes shop/package-lock.json as it was on Monday, from what was published by then.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from './resolve.js';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

const registry = Object.entries(read('registry.json')).map(([name, versions]) => {
  const old = Object.entries(versions).filter(([, { day }]) => day === 'Mon');
  return [name, Object.fromEntries(old)];
});
const tree = resolve(read('shop/package.json'), Object.fromEntries(registry));
const packages = Object.fromEntries(
  Object.entries(tree).map(([path, version]) => [path, { version }]),
);
const lock = { name: 'shop', lockfileVersion: 3, packages };
const target = new URL('shop/package-lock.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(lock, null, 2)}\n`);
