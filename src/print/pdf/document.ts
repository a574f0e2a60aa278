/** The book as one HTML document, from which a browser makes a PDF: with running heads, contents and an index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaptersOf, titlesOf, type Edition } from '../edition.ts';
import type { Places, PrintedBook } from '../book.ts';
import { piece, pieces, textOf, toXml, type Content, type Piece } from '../piece.ts';
import type { Place, Term } from '../terms.ts';

/** Every id has its page before it, since all pages are one document. */
export const pdfPlaces: Places = {
  address: (page, id) => `#${page}${id === undefined ? '' : `--${id}`}`,
  id: (page, id) => `${page}--${id}`,
};

const FONTS = [
  ['Plex', 400, 'sans-latin-400'],
  ['Plex', 600, 'sans-latin-600'],
  ['Plex Mono', 400, 'mono-latin-400'],
] as const;

/** Classes of stretches of listings (`listingOf`). */
const COLORED = new Set(['k', 's', 'n', 'f']);

/** The page that an id is on, counted from 1; `undefined` while nobody knows. */
export type PageOf = (id: string) => number | undefined;

export interface PdfDocument {
  readonly html: string;
  /** The text of each heading, in the order of the document. */
  readonly headings: readonly string[];
}

/** @param root the repository's folder, where a build has left the fonts */
export function documentOf(root: string, book: PrintedBook, edition: Edition, pageOf: PageOf): PdfDocument {
  const chapters = book.parts.flatMap(({ part, chapters: inPart }): Content[] => [
    section(`part-${part.number}`, 'part', piece('h1', {}, `Part ${part.numeral}: ${part.title}`)),
    ...inPart.map(({ chapter, contents }) =>
      section(
        chapter.slug,
        'chapter',
        piece('h2', {}, `${chapter.number}  ${chapter.title}`),
        ...contents.map(lower).map(plain),
      ),
    ),
  ]);
  const html = piece(
    'html',
    { lang: 'en' },
    piece('head', {}, piece('meta', { charset: 'utf-8' }), piece('title', {}, edition.title)),
    piece(
      'body',
      {},
      piece('section', { id: 'title' }, ...titlesOf(book, edition)),
      section('contents', 'toc', piece('h1', {}, 'Contents'), contentsOf(book, pageOf)),
      ...chapters,
      section('solutions', 'back', piece('h1', {}, 'Hints and solutions'), ...book.solutions.map(plain)),
      ...(book.glossary.length === 0
        ? []
        : [section('glossary', 'back', piece('h1', {}, 'Glossary'), ...book.glossary)]),
      section('index', 'back index', piece('h1', {}, 'Index'), indexOf(book.index, pageOf)),
    ),
  );
  // A style is no XML: in HTML its text is not unescaped.
  const style = `<style>${stylesOf(root, book)}</style>`;
  return {
    html: `<!doctype html>\n${toXml(html).replace('</head>', () => `${style}</head>`)}`,
    headings: [...pieces([html])].filter(({ name }) => /^h[1-6]$/.test(name)).map(textOf),
  };
}

const section = (id: string, name: string, ...contents: readonly Content[]): Piece =>
  piece('section', { id, class: `page ${name}`, style: `page: ${id}` }, ...contents);

/**
 * Listings without their colors but of comments: each stretch of a line that has a color of its own is an element in
 * the tags for screen readers, and these were two fifths of the file.
 */
function plain(content: Content): Content {
  if (typeof content === 'string') return content;
  if (content.name === 'span' && COLORED.has(content.attributes['class'] ?? '')) return textOf(content);
  return { ...content, children: joined(content.children.map(plain)) };
}

/** The contents with neighboring texts in one. */
function joined(contents: readonly Content[]): Content[] {
  const found: Content[] = [];
  for (const content of contents) {
    const last = found.at(-1);
    if (typeof content === 'string' && typeof last === 'string') found[found.length - 1] = last + content;
    else found.push(content);
  }
  return found;
}

/** The content with headings a level lower: in the outline chapters are below their part. */
function lower(content: Content): Content {
  if (typeof content === 'string') return content;
  const name = content.name.replace(/^h([2-5])$/, (_, level: string) => `h${Number(level) + 1}`);
  return { ...content, name, children: content.children.map(lower) };
}

function contentsOf(book: PrintedBook, pageOf: PageOf): Piece {
  const entry = (id: string, title: string, ...inner: Content[]): Piece =>
    piece(
      'li',
      {},
      piece('a', { href: `#${id}` }, piece('span', {}, title), piece('span', {}, String(pageOf(id) ?? ''))),
      ...inner,
    );
  return piece(
    'ol',
    {},
    ...book.parts.map(({ part, chapters }) =>
      entry(
        `part-${part.number}`,
        `Part ${part.numeral}: ${part.title}`,
        piece(
          'ol',
          {},
          ...chapters.map(({ chapter, sections }) =>
            entry(
              chapter.slug,
              `${chapter.number}  ${chapter.title}`,
              piece('ol', {}, ...sections.map(([title, id]) => entry(id, title))),
            ),
          ),
        ),
      ),
    ),
    entry('solutions', 'Hints and solutions'),
    ...(book.glossary.length === 0 ? [] : [entry('glossary', 'Glossary')]),
    entry('index', 'Index'),
  );
}

function indexOf(index: readonly Term[], pageOf: PageOf): Piece {
  return piece('ul', {}, ...index.map(({ name, places }) => piece('li', {}, name, ...pagesOf(places, pageOf))));
}

/** Each page once; those that introduce the term are bold. While pages are not known, each place is there. */
function pagesOf(places: readonly Place[], pageOf: PageOf): Content[] {
  const links = new Map<number | string, { address: string; isFirst: boolean }>();
  for (const { chapter, id, isFirst } of places) {
    const address = pdfPlaces.address(chapter.slug, id);
    const page = pageOf(address.slice(1)) ?? address;
    const known = links.get(page);
    links.set(page, { address: known?.address ?? address, isFirst: isFirst || known?.isFirst === true });
  }
  const inOrder = [...links].sort(([one], [other]) => Number(one) - Number(other) || 0);
  return inOrder.flatMap(([page, { address, isFirst }]): Content[] => {
    const link = piece('a', { href: address }, typeof page === 'number' ? String(page) : '000');
    return [', ', isFirst ? piece('b', {}, link) : link];
  });
}

function stylesOf(root: string, book: PrintedBook): string {
  const fonts = FONTS.map(([family, weight, file]) => {
    const data = readFileSync(join(root, `.cache/fonts/${file}.woff2`)).toString('base64');
    return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) format('woff2'); }`;
  });
  const heads = [
    ...chaptersOf(book).map(({ chapter }) => [chapter.slug, `${chapter.number}   ${chapter.title}`]),
    ...[
      ['contents', 'Contents'],
      ['solutions', 'Hints and solutions'],
      ['glossary', 'Glossary'],
      ['index', 'Index'],
    ],
  ].map(([page, title]) => {
    const box = `content: ${JSON.stringify(title)}; font: 9pt Plex, sans-serif; color: #5d5a53;`;
    return `@page ${page}:left { @top-left { ${box} } } @page ${page}:right { @top-right { ${box} } }`;
  });
  return [...fonts, readFileSync(join(root, 'src/print/pdf/style.css'), 'utf8'), ...heads].join('\n');
}
