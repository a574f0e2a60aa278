/** A PDF of two chapters: its contents and index name the right pages, and its listings are cut between blocks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { pdfRenderer } from '../../scripts/print/render.ts';
import { readBook } from '../../src/print/book.ts';
import { readEdition } from '../../src/print/edition.ts';
import { pdfPlaces } from '../../src/print/pdf/document.ts';
import { makePdf } from '../../src/print/pdf/pdf.ts';
import { pieces, textOf } from '../../src/print/piece.ts';

const root = join(import.meta.dirname, '../..');
const site = join(root, '.cache/book');
const CHAPTERS = ['rate-limiting', 'pools'];

interface Entry {
  readonly title: string;
  readonly items: readonly Entry[];
}

describe('the PDF', () => {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  let texts: readonly string[];
  const pageWith = (text: string): number => texts.findIndex((page) => page.includes(text)) + 1;

  before(async () => {
    const render = pdfRenderer(process.env['PORT3000_CHROMIUM'] ?? '');
    const pdf = await makePdf(root, site, readEdition(root), render, CHAPTERS);
    document = await getDocumentProxy(pdf);
    texts = (await extractText(document, { mergePages: false })).text;
  });

  test('the contents name the pages on which chapters and sections begin', () => {
    const [, contents = ''] = texts;
    for (const title of ['Four better ways to count', 'Telling the client', 'Who is counted']) {
      const named = Number(new RegExp(`${title}\\s+(\\d+)`).exec(contents)?.[1]);
      assert.ok(named > 2, `${title} in the contents`);
      assert.ok(texts[named - 1]!.includes(title), `${title} on page ${named}`);
    }
  });

  test('each page has its number and the chapter that it belongs to', () => {
    const inside = pageWith('clockWindow');
    assert.match(texts[inside - 1]!, /11\s+Rate limiting/);
    // The margins come first; a part's own page has no head.
    for (const [index, text] of texts.entries())
      if (index > 0) assert.match(text, new RegExp(`^(?:.*\\n)?${index + 1}\\n`));
  });

  test('the index names the page that introduces a term', () => {
    const begins = Number(/Index (\d+)/.exec(texts[1]!)?.[1]);
    const index = texts.slice(begins - 1).join('\n');
    const page = Number(/fixed window, (\d+)/.exec(index)?.[1]);
    assert.ok(page > 2 && page < begins, `page ${page}`);
    assert.match(texts[page - 1]!, /This is the fixed\s+window/, `page ${page}`);
  });

  test('it has tags, a language and an outline of parts, chapters and sections', async () => {
    assert.deepEqual(await document.getMarkInfo(), { Marked: true, UserProperties: false, Suspects: false });
    const { info } = await document.getMetadata();
    const { Title, Subject, CreationDate } = info as Readonly<Record<string, string>>;
    const { title, description, date } = readEdition(root);
    assert.deepEqual([Title, Subject], [title, description]);
    assert.match(CreationDate!, new RegExp(`^D:${date.replaceAll('-', '')}`));
    const outline = (await document.getOutline()) as readonly Entry[];
    const part = outline.find(({ title }) => title.includes('Designing APIs'))!;
    const [chapter] = part.items;
    assert.equal(chapter?.title, '11 Rate limiting');
    assert.ok(chapter.items.some(({ title }) => title === 'Who is counted'));
  });

  test('no block of a listing is cut by a page', () => {
    const squeezed = texts.map((text) => text.replaceAll(/\s+/g, ''));
    const { parts, solutions } = readBook(root, site, pdfPlaces, CHAPTERS);
    const contents = [
      ...parts.flatMap(({ chapters }) => chapters.flatMap((chapter) => chapter.contents)),
      ...solutions,
    ];
    const blocks = [...pieces(contents)].filter(({ attributes }) => attributes['class'] === 'block').map(textOf);
    assert.ok(blocks.length > 100);
    const cut = blocks.filter((block) => !squeezed.some((page) => page.includes(block.replaceAll(/\s+/g, ''))));
    assert.deepEqual(cut, []);
  });
});
