/** The page's side of the engine that needs no browser: commands, needs, hints, the HTTP client. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ConnectionReceiver, HttpRequest } from '../../src/engine/engine.ts';
import type { Manifest } from '../../src/engine/shared/assets.ts';
import { parseCommand } from '../../src/engine/embedded/host/command.ts';
import { sendRequest, serialize } from '../../src/engine/shared/http-client.ts';
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

/** Answers a request with these bytes, cut where the lengths say. */
function answering(bytes: Uint8Array, cuts: readonly number[], reset = false) {
  return async (_port: number, receiver: ConnectionReceiver) => {
    setImmediate(() => {
      let from = 0;
      for (const length of cuts) {
        if (from < bytes.length) void receiver.data(bytes.slice(from, from + length));
        from += length;
      }
      if (from < bytes.length) void receiver.data(bytes.slice(from));
      if (reset) receiver.close(true);
      else receiver.end();
    });
    return { ok: true as const, connection: { write: async () => {}, end() {}, destroy() {} } };
  };
}

const get: HttpRequest = { port: 3000, method: 'GET', path: '/', headers: [] };
const bytes = (text: string) => new TextEncoder().encode(text);
const ask = async (text: string, request = get, cuts: readonly number[] = [], reset = false) => {
  const result = await sendRequest(answering(bytes(text), cuts, reset), request, 1000);
  return result.ok
    ? {
        status: result.response.status,
        body: new TextDecoder().decode(result.response.body),
        headers: result.response.headers,
      }
    : { failed: result.code, reason: result.reason };
};

test('a request gets the headers it lacks, and keeps those it has', () => {
  assert.equal(
    new TextDecoder().decode(
      serialize({
        port: 3001,
        method: 'POST',
        path: '/a?b=1',
        headers: [
          ['X-One', '1'],
          ['x-one', '2'],
        ],
        body: 'höh',
      }),
    ),
    'POST /a?b=1 HTTP/1.1\r\nHost: localhost:3001\r\nX-One: 1\r\nx-one: 2\r\nConnection: close\r\nContent-Length: 4\r\n\r\nhöh',
  );
  assert.match(
    new TextDecoder().decode(
      serialize({
        ...get,
        headers: [
          ['host', 'a'],
          ['connection', 'keep-alive'],
        ],
      }),
    ),
    /^GET \/ HTTP\/1\.1\r\nhost: a\r\nconnection: keep-alive\r\n\r\n$/,
  );
});

test('bodies are read by length, by chunks and to the end, however the bytes are cut', async () => {
  const responses: readonly (readonly [string, string])[] = [
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', 'hello'],
    [
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: t\r\n\r\n',
      'hello',
    ],
    ['HTTP/1.1 200 OK\r\n\r\nhello', 'hello'],
    [
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
      '',
    ],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...responses),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
      async ([text, body], cuts) => {
        const answer = await ask(text, get, cuts);
        assert.deepEqual([answer.status, answer.body], [200, body]);
      },
    ),
    { seed: 3000, numRuns: 300 },
  );
});

test('responses without a body end with their headers', async () => {
  assert.deepEqual((await ask('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n')).body, '');
  assert.deepEqual((await ask('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', { ...get, method: 'HEAD' })).body, '');
  assert.deepEqual(
    (await ask('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie:  b=2 \r\nContent-Length: 0\r\n\r\n')).headers,
    [
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['Content-Length', '0'],
    ],
  );
});

test('what is no answer is a failure with a reason', async () => {
  assert.equal((await ask('')).failed, 'reset');
  assert.match(
    (await ask('SSH-2.0-OpenSSH\r\n\r\n')).reason ?? '',
    /does not begin with an HTTP\/1\.1 status line but with "SSH-2\.0-OpenSSH"/,
  );
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel')).reason ?? '',
    /before the body was whole \(3 bytes had come\)/,
  );
  assert.match(
    (await ask('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n')).reason ?? '',
    /begins with "xyz"/,
  );
  assert.match((await ask('HTTP/1.1 200 OK\r\nnonsense\r\n\r\n')).reason ?? '', /header line without a name/);
  assert.equal((await ask('HTTP/1.1 200 OK\r\n', get, [], true)).failed, 'reset');
});
