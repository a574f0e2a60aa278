/** Parts of the printed book: JSON in few lines, listings in blocks, and a site that has not been built. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { elements, parseHtml } from '../../src/build/html.ts';
import { readBook } from '../../src/print/book.ts';
import { listingOf } from '../../src/print/listing.ts';
import { narrowJson } from '../../src/print/narrow-json.ts';
import { pdfPlaces } from '../../src/print/pdf/document.ts';
import { piece, textOf, toXml } from '../../src/print/piece.ts';

const root = join(import.meta.dirname, '../..');

const preOf = (html: string) => [...elements(parseHtml(html))].find(({ tagName }) => tagName === 'pre')!;

describe('JSON on paper', () => {
  test('what fits is on one line, after the headers that it follows', () => {
    assert.equal(narrowJson('200 OK\n\n{\n  "a": 1,\n  "b": [\n    2\n  ]\n}'), '200 OK\n\n{ "a": 1, "b": [2] }');
  });
  test('what does not is broken at the outermost level', () => {
    const long = 'x'.repeat(60);
    assert.equal(
      narrowJson(JSON.stringify({ one: { long }, two: [{ long }, {}] })),
      `{\n  "one": { "long": "${long}" },\n  "two": [\n    { "long": "${long}" },\n    {}\n  ]\n}`,
    );
  });
  test('what is not JSON stays as it is', () => {
    for (const text of ['hello', '{ not json', '{"a":1}\n{"b":2}', '']) assert.equal(narrowJson(text), text);
  });
});

describe('a listing on paper', () => {
  test('keeps its text and colors', () => {
    const listing = listingOf(
      preOf('<pre><code><tk-l><tk-k>const</tk-k> a = 1;\n</tk-l><tk-l>b();</tk-l></code></pre>'),
      'x',
    );
    assert.equal(
      toXml(listing),
      '<pre class="x"><code><span class="block"><span class="k">const</span> a = 1;\nb();\n</span></code></pre>',
    );
  });
  test('is one block when it is short, and else blocks that end with a blank line', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index};`).join('\n');
    const blocksOf = (text: string) =>
      listingOf(preOf(`<pre>${text}</pre>`), 'x').children.flatMap((code) =>
        typeof code === 'string' ? [] : code.children,
      );
    assert.equal(blocksOf(`${lines(4)}\n\n${lines(4)}`).length, 1);
    const blocks = blocksOf(`${lines(12)}\n\n${lines(60)}`);
    assert.deepEqual(
      blocks.map((block) => typeof block !== 'string' && block.attributes['class']),
      ['block', 'block long'],
    );
    assert.equal(textOf(blocks[0]!).split('\n').length, 14);
  });
});

test('text is escaped, and void elements have no end tag', () => {
  assert.equal(
    toXml(piece('p', { title: '"<&' }, 'a < b & c', piece('br', {}))),
    '<p title="&quot;&lt;&amp;">a &lt; b &amp; c<br/></p>',
  );
  assert.equal(toXml(piece('meta', { property: 'x' }, 'y')), '<meta property="x">y</meta>');
  assert.equal(toXml('a\u0007b'), 'a\ufffdb');
});

test('a site that has not been built is said to be missing', () => {
  assert.throws(
    () => readBook(root, '/nowhere', pdfPlaces),
    /There is no built site in \/nowhere\. Run “npm run build” first\./,
  );
});
