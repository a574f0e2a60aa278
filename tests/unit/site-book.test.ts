/** The table of contents and the files agree. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { chapterFile, chapterOfFile, chapters, partOf, parts } from '../../src/book.ts';

const root = join(import.meta.dirname, '../..');

describe('the book', () => {
  test('has seven parts and 38 chapters, numbered through', () => {
    assert.equal(parts.length, 7);
    assert.deepEqual(
      chapters.map(({ number }) => number),
      Array.from({ length: 38 }, (_, index) => index + 1),
    );
    for (const part of parts) for (const chapter of part.chapters) assert.equal(partOf(chapter), part);
  });

  test('gives every chapter an address of its own that no other page has', () => {
    const slugs = chapters.map(({ slug }) => slug);
    assert.equal(new Set(slugs).size, slugs.length);
    for (const slug of slugs) assert.match(slug, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    const pages = globSync('src/pages/*.astro', { cwd: root }).map((file) => file.replace(/^.*\/|\.astro$/g, ''));
    assert.deepEqual(
      slugs.filter((slug) => pages.includes(slug)),
      [],
    );
  });

  test('knows every file in content/', () => {
    const files = globSync('**/*', { cwd: join(root, 'content'), withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    assert.ok(files.length > 0);
    for (const entry of files) {
      const file = join(entry.parentPath, entry.name)
        .slice(join(root, 'content').length + 1)
        .replaceAll('\\', '/');
      assert.ok(chapterOfFile(file) !== undefined, `content/${file} is no chapter of src/book.ts`);
    }
  });

  test('names files by part and chapter', () => {
    const chapter = chapters.find(({ slug }) => slug === 'rate-limiting')!;
    assert.equal(chapterFile(chapter), 'part-3-designing-apis/11-rate-limiting.mdx');
    assert.equal(chapterOfFile('part-3-designing-apis/11-rate-limiting.mdx'), chapter);
    assert.equal(chapterOfFile('part-3-designing-apis/12-rate-limiting.mdx'), undefined);
  });
});
