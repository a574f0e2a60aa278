/** `node:sqlite` in the container is ours: its preload, tried under the versions of Node that matter, without a container. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Manifest } from '../../src/engine/shared/assets.ts';
import { node22 } from '../support/node-22.ts';

const engineDir = process.env['PORT3000_ENGINE_DIR'] ?? join(import.meta.dirname, '../../.cache/engine');
const read = (file: string): string => readFileSync(join(engineDir, file), 'utf8');
const old = node22();

const NODES = [
  { name: `Node ${process.versions.node}`, path: process.execPath, skip: false },
  { name: 'Node 22', path: 'path' in old ? old.path : '', skip: 'missing' in old ? old.missing : false },
] as const;

const VERSION = `prepare('SELECT sqlite_version() AS version').get().version`;

for (const { name, path, skip } of NODES) {
  describe(`node:sqlite preloaded in ${name}`, { skip }, () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'sqlite-preload-'));
      const manifest = JSON.parse(read('manifest.json')) as Manifest;
      const programs = JSON.parse(read(manifest.container)) as Record<string, string>;
      for (const file of ['preload.cjs', 'sqlite.cjs']) writeFileSync(join(folder, file), programs[file] ?? '');
      copyFileSync(join(engineDir, manifest.wasm.sqlite), join(folder, 'sqlite3.wasm'));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const run = (file: string, source: string, preload = true): string => {
      writeFileSync(join(folder, file), source);
      const { stdout, stderr, status } = spawnSync(
        path,
        [
          ...(preload ? [`--import=${join(folder, 'preload.cjs')}`] : []),
          '--disable-warning=ExperimentalWarning',
          file,
        ],
        { cwd: folder, encoding: 'utf8' },
      );
      assert.equal(status, 0, stderr);
      return stdout.trim();
    };

    test('every way to ask for it gets the same module, SQLite in WebAssembly', () => {
      const output = run(
        'ways.mjs',
        `
        import { DatabaseSync, StatementSync, constants, backup } from 'node:sqlite';
        import whole from 'node:sqlite';
        import { createRequire } from 'node:module';
        const required = createRequire(import.meta.url)('node:sqlite');
        const dynamic = await import('node:sqlite');
        const builtin = process.getBuiltinModule('node:sqlite');
        console.log(new DatabaseSync(':memory:').${VERSION});
        console.log([whole, required, dynamic, builtin].every((each) => each.DatabaseSync === DatabaseSync), typeof StatementSync, typeof backup, constants.SQLITE_CHANGESET_ABORT);
        console.log(typeof process.getBuiltinModule('node:fs').readFileSync);`,
      );
      assert.equal(output, '3.54.1\ntrue function function 2\nfunction');
      const native = run(
        'native.cjs',
        `console.log(new (require('node:sqlite').DatabaseSync)(':memory:').${VERSION})`,
        false,
      );
      assert.notEqual(native, '3.54.1', 'Node’s own is another, so that the test can tell them apart');
    });

    test('databases are files; a second connection sees them, errors are Node’s', () => {
      const output = run(
        'files.cjs',
        `
        const { DatabaseSync } = require('node:sqlite');
        const one = new DatabaseSync('shop.db');
        one.exec('CREATE TABLE product (id INTEGER PRIMARY KEY, price INTEGER CHECK (price > 0)) STRICT');
        const insert = one.prepare('INSERT INTO product (price) VALUES (:price) RETURNING id');
        one.exec('BEGIN'); console.log(JSON.stringify(insert.get({ price: 5 }))); one.exec('COMMIT');
        try { insert.get({ price: -1 }); } catch (error) { console.log(error.code, error.errcode, error.message); }
        const two = new DatabaseSync('shop.db', { readOnly: true });
        console.log(two.prepare('SELECT count(*) AS n FROM product').get().n, require('node:fs').readFileSync('shop.db').subarray(0, 15).toString());`,
      );
      assert.equal(output, '{"id":1}\nERR_SQLITE_ERROR 275 CHECK constraint failed: price > 0\n1 SQLite format 3');
    });
  });
}
