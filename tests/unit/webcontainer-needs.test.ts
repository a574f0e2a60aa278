/** Decisions before anything runs in a WebContainer, and bytes on their way through its terminal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StreamFromHost } from '../../src/engine/shared/stream.ts';
import { encode, FROM_GATEWAY, FROM_PAGE, LineReader } from '../../src/engine/webcontainer/lines.ts';
import { treeOf } from '../../src/engine/webcontainer/mount.ts';
import { containerNeeds } from '../../src/engine/webcontainer/needs.ts';

const entry = (version: string, packages: string[] = []) => ({
  version,
  file: '',
  builtins: [],
  packages,
  usesAsyncContext: false,
});
const packages = {
  express: entry('5.3.0'),
  'express-rate-limit': entry('8.7.5', ['express']),
  '@electric-sql/pglite': { ...entry('0.5.17'), assets: { 'pglite.wasm': '' } },
};
const needs = (source: string, manifest: object = {}, dependencies: string[] = []) =>
  containerNeeds({ 'package.json': JSON.stringify(manifest), 'main.js': source }, dependencies, packages);

test('bundles are taken with what they need; npm installs other versions, what has no bundle, and what is only imported', () => {
  assert.deepEqual(needs('', {}, ['express-rate-limit']).bundled, ['express-rate-limit', 'express']);
  assert.deepEqual(needs('', { dependencies: { express: '5.3.0' } }).install, []);
  assert.deepEqual(needs('', { dependencies: { express: '^5.0.0' } }).install, []);
  // A bundle that reads files which a container has not.
  assert.deepEqual(needs(`import { PGlite } from '@electric-sql/pglite'`).install, ['@electric-sql/pglite@0.5.17']);
  assert.deepEqual(needs('', { dependencies: { '@electric-sql/pglite': '^0.5.0' } }).install, [
    '@electric-sql/pglite@^0.5.0',
  ]);
  assert.deepEqual(needs('', { dependencies: { express: '4.21.0', '@scope/a': '^1.0.0' } }).install, [
    'express@4.21.0',
    '@scope/a@^1.0.0',
  ]);
  assert.deepEqual(needs(`import a from 'lodash/fp'; import('@scope/b/c'); require("chalk")`).install, [
    'lodash',
    '@scope/b',
    'chalk',
  ]);
});

test('builtins, files, comments and the project itself are no packages', () => {
  const source = `import 'node:fs'; import 'fs/promises'; import './a.js'; import '#inner'; import 'https://x.example/a.js'; import 'own/part';\n// taken from 'prose'\n/* import 'x' */`;
  assert.deepEqual(needs(source, { name: 'own' }).install, []);
});

test('node:sqlite, AsyncLocalStorage and the wish for a Node are seen', () => {
  const found = ({ sqlite, asyncContext, choosesNode }: ReturnType<typeof needs>) => ({
    sqlite,
    asyncContext,
    choosesNode,
  });
  assert.deepEqual(found(needs(`import 'node:sqlite'`, { engines: { node: '20' } })), {
    sqlite: true,
    asyncContext: false,
    choosesNode: true,
  });
  assert.deepEqual(found(needs('new AsyncLocalStorage()')), { sqlite: false, asyncContext: true, choosesNode: false });
});

test('a package.json in the middle of an edit stops nothing', () => {
  assert.deepEqual(containerNeeds({ 'package.json': '{ "dependencies": {' }, ['express'], packages).bundled, [
    'express',
  ]);
});

test('messages cross a terminal: lines of bounded length, cut anywhere, echoes and other output left out', () => {
  const bytes = new Uint8Array(10_000).map((_, index) => index % 256);
  const sent =
    encode(FROM_PAGE, { type: 'data', connection: 7, bytes: bytes.buffer }) +
    encode(FROM_PAGE, { type: 'end', connection: 7 });
  for (const line of sent.split('\n')) assert.ok(line.length < 4096);
  const received: StreamFromHost[] = [];
  const reader = new LineReader<StreamFromHost>(FROM_PAGE, (message) => received.push(message));
  const noisy = `a warning\n${encode(FROM_GATEWAY, { type: 'connected', connection: 7 })}${sent.replaceAll('\n', '\r\n')}`;
  for (let at = 0; at < noisy.length; at += 997) reader.push(noisy.slice(at, at + 997));
  assert.deepEqual(received.at(-1), { type: 'end', connection: 7 });
  const whole = received.flatMap((message) => (message.type === 'data' ? [...new Uint8Array(message.bytes)] : []));
  assert.deepEqual(whole, [...bytes]);
});

test('files become a tree; a name that is a file and a folder is an error', () => {
  assert.deepEqual(treeOf({ 'a/b.js': '1', 'c.js': '2' }), {
    a: { directory: { 'b.js': { file: { contents: '1' } } } },
    'c.js': { file: { contents: '2' } },
  });
  assert.throws(() => treeOf({ a: '1', 'a/b': '2' }), /"a" is a file and a folder at once/);
});
