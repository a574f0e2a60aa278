/** A sandbox taken along: a zip that other programs unpack, and that installs and starts in real Node. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { parseHttpFile } from '../../src/sandbox/http-file.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { FilesStore } from '../../src/workbench/stores/files.ts';
import { RequestsStore } from '../../src/workbench/stores/requests.ts';
import { folderOf, httpOf } from '../../src/workbench/take/folder.ts';
import { processesOf } from '../../src/workbench/take/take.ts';
import { zip } from '../../src/workbench/take/zip.ts';
import { freePort, npmInstall, npmStart } from '../support/npm-start.ts';
import { unzip, unzipInto } from '../support/unzip.ts';

const book = catalogue(join(import.meta.dirname, '../..'));

/** The folder of a sandbox, with the reader's changes. */
function take(id: string, edits: Readonly<Record<string, string>> = {}, requests?: RequestsStore) {
  const { manifest, files, http } = book.sandbox(id);
  const { name, title, processes } = manifest;
  return folderOf(
    { name, title, processes },
    { ...files, ...edits },
    requests === undefined ? http : httpOf(requests, http),
  );
}

test('what is in an archive comes out of it, whatever its names and texts are', async () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 2000 });
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text !== '__proto__');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, texts, { noNullPrototype: true }), async (files) => {
      const expected = Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path.toWellFormed(), text.toWellFormed()]),
      );
      assert.deepEqual(unzip(await zip(files)), expected);
    }),
    { numRuns: 40 },
  );
});

describe('the folder', () => {
  test('has the reader’s files, the requests and how to run it', () => {
    const folder = take('backends/hello', { 'server.js': '// mine\n', 'mine.js': 'export {};\n' });
    assert.equal(folder['server.js'], '// mine\n');
    assert.equal(folder['mine.js'], 'export {};\n');
    assert.equal(folder['requests.http'], book.sandbox('backends/hello').http);
    assert.equal(folder['package.json'], book.sandbox('backends/hello').files['package.json']);
    assert.match(folder['README.md']!, /^# A server in one file\n[^]*npm install\nnpm start\n[^]*`requests\.http`/);
  });

  test('of a reader who has deleted package.json has one that starts it', () => {
    const { manifest } = book.sandbox('backends/hello');
    const folder = folderOf(manifest, { 'server.js': '' }, null);
    assert.deepEqual(JSON.parse(folder['package.json']!), {
      ...{ name: manifest.name, private: true, type: 'module' },
      scripts: { start: 'node server.js' },
    });
    assert.equal(folder['requests.http'], undefined);
  });

  test('keeps what the reader has written where we would write', () => {
    const own = { 'README.md': 'mine', 'requests.http': 'GET http://localhost:3000/\n', 'start-all.mjs': '// mine' };
    const folder = take('rate-limiting/instances', own);
    for (const [path, text] of Object.entries(own)) assert.equal(folder[path], text);
    const broken = take('rate-limiting/instances', { 'package.json': '{ mine' });
    assert.equal(broken['package.json'], '{ mine');
  });

  test('of a project of the playground starts what the reader’s package.json says', async () => {
    const processes = { app: { command: 'node server.js', env: {} } };
    const manifest = (sandbox: object) => JSON.stringify({ scripts: { start: 'node server.js' }, sandbox });
    const two = { api: 'node api.js', worker: { command: 'node worker.js', env: { SLOW: '1' } } };
    const of = (text: string, free?: SandboxData['free']) =>
      processesOf({ processes, ...(free && { free }) }, new FilesStore({ 'package.json': text }, []));
    const named = { api: { command: 'node api.js', env: {} }, worker: two.worker };
    assert.deepEqual(await of(manifest({ processes: two }), { packages: {} }), named);
    assert.deepEqual(await of('{', { packages: {} }), processes, 'one that cannot be read says nothing');
    assert.deepEqual(await of(manifest({ processes: two })), processes, 'other sandboxes start what the author says');
  });

  test('holds the requests as the reader has changed them', () => {
    const { http, requests } = book.sandbox('backends/hello');
    const store = new RequestsStore(http);
    assert.equal(httpOf(store, http), http, 'untouched it is the author’s file');
    store.edit(0, 'GET http://localhost:3000/changed\nX-Mine: 1\n');
    store.edit(store.add(3000).id, 'PUT http://localhost:3000/mine\n\n{"a":1}\n');
    const removed = store.add(3000).id;
    store.remove(removed);
    const parsed = parseHttpFile(take('backends/hello', {}, store)['requests.http']!);
    assert.ok(parsed.ok);
    const names = requests.map(({ block }) => block.name);
    const { blocks } = parsed.file;
    assert.deepEqual(
      blocks.map((block) => block.name),
      [...names, null],
    );
    assert.deepEqual(blocks[0]!.headers, [['X-Mine', '1']]);
    assert.deepEqual([blocks.at(-1)!.title, blocks.at(-1)!.body], ['Your request', '{"a":1}']);
    assert.equal(httpOf(new RequestsStore(null), null), null);
  });
});

describe('unpacked in real Node', { concurrency: 1 }, () => {
  const edited = {
    'server.js':
      "import http from 'node:http';\nhttp.createServer((_, res) => res.writeHead(418).end()).listen(process.env.PORT);\n",
  };
  for (const [what, id, edits, path, status] of [
    ['an Express server', 'backends/hello', {}, '/', 200],
    ['the reader’s own version of it', 'backends/hello', edited, '/', 418],
  ] as const)
    test(`${what} installs and starts`, { timeout: 180_000 }, async (context) => {
      await inFolder(id, edits, async (folder) => {
        const unreachable = npmInstall(folder);
        if (unreachable !== null) return context.skip(`npm’s registry cannot be reached: ${unreachable}`);
        const port = await freePort();
        const started = npmStart(folder, port);
        try {
          assert.equal(await started.status(`http://localhost:${port}${path}`), status, started.printed());
        } finally {
          await started.end();
        }
      });
    });

  test('several processes start together and end together', { timeout: 180_000 }, async (context) => {
    const [api, store] = [await freePort(), await freePort()];
    // Real ports are taken by whoever comes first: the test uses its own.
    const listen = (says: string) =>
      `import http from 'node:http';\nhttp.createServer((_, res) => res.end('${says}')).listen(${says === 'store' ? store : `process.argv[2] === '3001' ? ${api} : 0`}, () => console.log('${says} is up'));\n`;
    const edits = { 'api.js': listen('api'), 'store.js': listen('store') };
    await inFolder('rate-limiting/instances', edits, async (folder) => {
      const unreachable = npmInstall(folder);
      if (unreachable !== null) return context.skip(`npm’s registry cannot be reached: ${unreachable}`);
      const started = npmStart(folder, 0);
      try {
        assert.equal(await started.status(`http://localhost:${api}/`), 200, started.printed());
        assert.equal(await started.status(`http://localhost:${store}/`), 200, started.printed());
        assert.match(started.printed(), /^store \| store is up$/m);
        assert.match(started.printed(), /^api-1 \| api is up$/m);
      } finally {
        await started.end();
      }
    });
  });

  test('the first process that ends ends the others, with its code', { timeout: 60_000 }, async () => {
    const edits = {
      'api.js': 'setInterval(() => {}, 1000);\n',
      'store.js': 'process.exit(7);\n',
      'package.json': '{"name":"x","scripts":{}}',
    };
    await inFolder('rate-limiting/instances', edits, async (folder) => {
      assert.deepEqual(await npmStart(folder, 0).closed, [7, null]);
    });
  });
});

async function inFolder(
  id: string,
  edits: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'taken-'));
  try {
    unzipInto(folder, await zip(take(id, edits)));
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
