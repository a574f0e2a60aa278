/** The page's side of the engine that needs no browser: commands, needs, hints. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '../../src/engine/shared/assets.ts';
import { parseCommand } from '../../src/engine/embedded/host/command.ts';
import { packArchive } from '../../src/engine/archive.ts';
import { allOf, needsOf, neededByTree } from '../../src/engine/embedded/host/needs.ts';
import { hintFor } from '../../src/engine/embedded/worker/hints.ts';

test('a command is read into options, file, arguments and environment', () => {
  assert.deepEqual(parseCommand('api', 'PORT=3001 node --import ./a.mjs --no-warnings server.js --x "two words"'), {
    execArgv: ['--import', './a.mjs', '--no-warnings'],
    argv: ['server.js', '--x', 'two words'],
    env: { PORT: '3001' },
  });
  assert.deepEqual(parseCommand('api', { command: 'node a.js', env: { A: '1' } }), {
    execArgv: [],
    argv: ['a.js'],
    env: { A: '1' },
  });
});

test('a command the engine cannot start says which would be right', () => {
  assert.match(parseCommand('web', 'npm run dev') as string, /"web" is started by "npm run dev".*"node file\.js"/s);
  assert.match(parseCommand('web', 'node --inspect') as string, /names no file to run/);
});

const manifest = {
  library: { core: 'c', http: 'h', fetch: 'f', crypto: 'y', typescript: 't' },
  builtins: {
    http: ['http'],
    sqlite: ['extension:sqlite'],
    crypto: ['crypto'],
    'extension:parser': ['extension:parser'],
    'internal/modules/typescript': ['typescript'],
  },
  mentions: { http: ['http'], sqlite: ['extension:sqlite'], crypto: ['crypto', 'extension:crypto'] },
  globals: { fetch: ['fetch', 'http'] },
  extensions: { sqlite: 's', parser: 'p', crypto: 'e', commonjs: 'c' },
  packages: {
    express: { version: '5', file: 'x', builtins: ['http', 'crypto'], packages: [], usesAsyncContext: false },
    limiter: { version: '1', file: 'l', builtins: [], packages: ['express'], usesAsyncContext: true },
  },
} as unknown as Manifest;

const projectOf = (text: string, file = 'server.js') => ({
  name: 'x',
  files: { [file]: text },
  processes: {},
  dependencies: [],
});
const needs = (text: string, also: readonly string[] = [], file = 'server.js') => {
  const found = needsOf(projectOf(text, file), manifest, new Set(also));
  return {
    chunks: [...found.chunks].sort(),
    extensions: [...found.extensions].sort(),
    packages: [...found.packages].sort(),
    wasm: [...found.wasm],
  };
};

test('what a program needs is found in its sources', () => {
  assert.deepEqual(needs('console.log(1)'), { chunks: [], extensions: [], packages: [], wasm: [] });
  assert.deepEqual(needs("import { DatabaseSync } from 'node:sqlite'"), {
    chunks: [],
    extensions: ['sqlite'],
    packages: [],
    wasm: ['sqlite'],
  });
  assert.deepEqual(needs("import express from 'express'"), {
    chunks: ['crypto', 'http'],
    extensions: [],
    packages: ['express'],
    wasm: [],
  });
  assert.deepEqual(needs("const crypto = require('crypto')").extensions, ['commonjs', 'crypto']);
  assert.deepEqual(needs('exports.a = 1', [], 'a.cjs').extensions, ['commonjs']);
  assert.deepEqual(needs("const l = await import('limiter/sub.js')").packages, ['express', 'limiter']);
  assert.deepEqual(needs("import 'limiter'").extensions, ['parser']);
  assert.deepEqual(needs("await fetch('http://localhost')").chunks, ['fetch', 'http']);
  assert.deepEqual(needs("import 'express'", [], 'lib/a.mts'), {
    chunks: ['crypto', 'http', 'typescript'],
    extensions: [],
    packages: ['express'],
    wasm: ['amaro'],
  });
  for (const file of ['a.d.ts', 'node_modules/b/a.ts', 'lib/node_modules/b/a.ts', 'a.tsx'])
    assert.deepEqual(needs('', [], file).wasm, [], file);
  assert.deepEqual(needs('', ['http', 'extension:parser']), {
    chunks: ['http'],
    extensions: ['parser'],
    packages: [],
    wasm: [],
  });
});

test('of a mounted tree all is loaded, what takes types away only when it has a file with types', async () => {
  const treeOf = (path: string) =>
    new Blob(
      packArchive({
        files: [{ path, mode: 0o644, modified: 0, contents: new Uint8Array(3) }],
        links: [],
        directories: [],
      }) as Uint8Array<ArrayBuffer>[],
    );
  const all = async (path: string) => {
    const { chunks, wasm } = allOf(projectOf(''), manifest, new Set(await neededByTree(treeOf(path))));
    return [[...chunks].sort(), [...wasm].sort()];
  };
  assert.deepEqual(await all('/p/main.ts'), [
    ['crypto', 'fetch', 'http', 'typescript'],
    ['amaro', 'sqlite'],
  ]);
  assert.deepEqual(await all('/p/node_modules/a/main.ts'), [['crypto', 'fetch', 'http'], ['sqlite']]);
});

test('an error that is the engine’s limit gets a hint, one of the program’s own does not', () => {
  const missing = Object.assign(new Error("Cannot find package 'left-pad' imported from /home/reader/x/server.js"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  assert.match(hintFor(missing, ['express', 'ws']) ?? '', /"left-pad" is not bundled.*express, ws/s);
  const scoped = Object.assign(new Error("Cannot find module '@a/b/c'"), { code: 'MODULE_NOT_FOUND' });
  assert.match(hintFor(scoped, []) ?? '', /"@a\/b"/);
  const file = Object.assign(new Error("Cannot find module '/home/reader/x/missing.js'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  assert.equal(hintFor(file, ['express']), undefined);
  assert.equal(hintFor(new Error('x'), []), undefined);
  assert.equal(hintFor(null, []), undefined);
});
