import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** The bytes that SQLite may add to the engine, compressed (the budget of the design). */
const budget = 480_000;

test('SQLite with all that is needed to run it stays within its budget', async () => {
  const entry = fileURLToPath(new URL('../../src/engine/sqlite/index.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const script = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));
  const binary = gzipSync(wasm, { level: 9 }).length;
  assert.ok(script + binary <= budget, `${script} bytes of script and ${binary} of WebAssembly, more than ${budget}`);
});
