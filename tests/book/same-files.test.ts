/** Files that several sandboxes have are the same in each: a sandbox is whole, so it has a copy of its own. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

/** Folders that are copied, by chapter, and files in them that differ: each sandbox has the commands that it needs. */
const COPIED = { redis: { folder: 'redis/', own: ['redis/commands.js', 'redis/functions.js'] } } as const;

const book = catalogue(join(import.meta.dirname, '../..'));
const chapter = process.env['PORT3000_CHAPTER'];

for (const [slug, { folder, own }] of Object.entries(COPIED))
  if (chapter === undefined || chapter === slug)
    test(`the files of ${folder} are the same in all sandboxes of ${slug}`, () => {
      const first = new Map<string, readonly [id: string, text: string]>();
      let compared = 0;
      for (const id of book.idsOf(slug))
        for (const [path, text] of Object.entries(book.sandbox(id).files)) {
          if (!path.startsWith(folder) || (own as readonly string[]).includes(path)) continue;
          const [other, expected] = first.get(path) ?? [id, text];
          if (first.has(path)) compared += 1;
          first.set(path, [other, expected]);
          assert.equal(text, expected, `${path} of ${id} differs from that of ${other}`);
        }
      assert.ok(compared > 10, `${compared} copies were compared`);
    });

if (chapter === undefined)
  test('started.js is the same in all sandboxes that have it', () => {
    const texts = book.ids.flatMap((id) => book.sandbox(id).files['started.js'] ?? []);
    assert.ok(texts.length > 1, `${texts.length} copies were found`);
    assert.equal(new Set(texts).size, 1, 'the copies differ');
  });

/** Single files that several sandboxes of a chapter have. */
const ALIKE = {
  services: { sandboxes: ['services/saga', 'services/exercise'], files: ['call.js', 'payment.js', 'trouble.js'] },
  'scaling-out': {
    sandboxes: ['scaling-out/balancer', 'scaling-out/stateless', 'scaling-out/failover', 'scaling-out/exercise'],
    files: ['forward.js'],
  },
} as const;

for (const [slug, { sandboxes, files }] of Object.entries(ALIKE))
  if (chapter === undefined || chapter === slug)
    test(`${files.join(', ')} are the same in ${sandboxes.join(' and ')}`, () => {
      const [first, ...others] = sandboxes.map((id) => book.sandbox(id).files);
      for (const file of files)
        for (const other of others) {
          assert.ok(first?.[file], `${file} is there`);
          assert.equal(other[file], first[file], `${file} differs`);
        }
    });
