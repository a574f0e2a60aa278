/** A binding of Node is found by its name: `internalBinding('fs')` is what `bindings/fs.ts` or `bindings/fs/` makes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNodeLibrary } from '../../src/build/engine/node-library.ts';
import { createBindings, type BindingsContext } from '../../src/engine/embedded/worker/realm/bindings.ts';

const folder = join(import.meta.dirname, '../../src/engine/embedded/worker/bindings');

/** The context of bindings that are never made: only their names are asked for. */
const context = {
  core: { options: { facts: { builtinIds: [] } }, sources: { ids: [] } },
} as unknown as BindingsContext;
const registered = Object.keys(createBindings(context)).sort();

test('every binding has the file or the folder of its name, and every file and folder is a binding', () => {
  const found = readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? entry.name : entry.name.replace(/\.ts$/, '')))
    .sort();
  assert.deepEqual(found, registered);
  for (const name of readdirSync(folder).filter((each) => !each.endsWith('.ts')))
    assert.ok(existsSync(join(folder, name, 'index.ts')), `bindings/${name}/ has no index.ts`);
});

test('every file says first which binding it is', () => {
  for (const name of registered) {
    const file = join(folder, existsSync(join(folder, `${name}.ts`)) ? `${name}.ts` : `${name}/index.ts`);
    const [comment = ''] = readFileSync(file, 'utf8').split('*/');
    assert.ok(
      comment.startsWith('/**') && comment.includes(`internalBinding('${name}')`),
      `${file} begins with a comment that names internalBinding('${name}')`,
    );
  }
});

test('every binding is one that Node’s library asks for', () => {
  const asked = new Set<string>();
  for (const source of readNodeLibrary().values())
    for (const [, name = ''] of source.matchAll(/internalBinding\('(\w+)'\)/g)) asked.add(name);
  // The build makes Amaro's loader ask for the binding `wasm` (src/build/engine/node-library.ts).
  asked.add('wasm');
  assert.deepEqual(
    registered.filter((name) => !asked.has(name)),
    [],
  );
});
