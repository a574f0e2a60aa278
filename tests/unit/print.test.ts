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
import { recordedOf } from '../../src/print/recorded.ts';
import type { Exchange, Transcript } from '../../src/sandbox/transcript.ts';

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

describe('a recording on paper', () => {
  const exchange = (name: string, body: string): Exchange => ({
    name,
    title: `Ask ${name}`,
    request: { method: 'GET', url: `http://localhost:3000/${name}?n=1`, headers: [['X-Key', 'k']], body: null },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [
        ['Content-Type', 'text/plain'],
        ['Date', 'Thu, 01 Jan 2026 00:00:00 GMT'],
      ],
      body,
    },
  });
  const transcript = (exchanges: readonly Exchange[], stdout = ''): Transcript => ({
    node: '24.0.0',
    processes: { app: { stdout, stderr: '', exitCode: 0 } },
    exchanges,
  });
  const read = (recorded: Transcript, asked: readonly string[]) =>
    recordedOf(recorded, (name) => asked.includes(name)).map(textOf);

  test('has the answers to what the text sends, wherever they stand, without headers that every answer has', () => {
    const many = Array.from({ length: 9 }, (_, index) => exchange(`r${index}`, `body ${index}`));
    assert.deepEqual(read(transcript(many), ['r0', 'r8']), [
      'Ask r0GET /r0?n=1\nX-Key: k\n200 OK\nContent-Type: text/plain\n\nbody 0\n',
      'Ask r8GET /r8?n=1\nX-Key: k\n200 OK\nContent-Type: text/plain\n\nbody 8\n',
    ]);
  });
  test('has the output of a program that nobody can ask, and of one that can be asked not', () => {
    assert.deepEqual(read(transcript([], 'hello\n'), []), [`Output${'hello\n'}`]);
    assert.deepEqual(read(transcript([exchange('a', 'b')], 'hello\n'), []), []);
  });
  test('says what is left out of a long answer, that bytes are no text, and that there was no answer', () => {
    const long = Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n');
    assert.match(read(transcript([exchange('a', long)]), ['a'])[0]!, /line 56\n… \(143 more lines\)\n$/);
    const bytes = exchange('a', 'AAEC');
    const binary = { ...bytes, response: { ...bytes.response!, encoding: 'base64' as const } };
    assert.match(read(transcript([binary]), ['a'])[0]!, /\n3 bytes that are not text\n$/);
    const lost = { ...exchange('a', ''), response: null, error: 'ECONNRESET' };
    assert.match(read(transcript([lost]), ['a'])[0]!, /The connection ended without an answer \(ECONNRESET\)\.$/);
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
