/** The search index as files: all of them, whole, and the same for the same text. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeIndex } from '../../src/build/search/search.ts';

const entries = (['prose', 'sandbox'] as const).map((kind, index) => ({
  url: `/place/#${index}`,
  title: `Title ${index}`,
  text: 'res.json sends an answer',
  chapter: '1 Chapter',
  part: 'I · Part',
  kind,
}));

test('the index is whole, the same each time, and replaces an older one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'search-'));
  try {
    const made = [];
    for (let round = 0; round < 4; round += 1) {
      await writeIndex(entries, folder);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort();
      made.push(files.map((file) => [file.slice(folder.length), readFileSync(file, 'base64')] as const));
      writeFileSync(join(folder, 'stale'), '');
    }
    const [first = [], ...others] = made;
    for (const name of ['pagefind.js', 'pagefind-worker.js', 'pagefind-entry.json', 'wasm.en.pagefind'])
      assert.ok(
        first.some(([path]) => path.endsWith(`/${name}`)),
        name,
      );
    assert.deepEqual(
      first.filter(([, contents]) => contents === ''),
      [],
    );
    for (const other of others) assert.deepEqual(other, first);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
