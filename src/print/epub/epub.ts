/** The book as an EPUB 3.3 (W3C Recommendation, 25 May 2023), with the metadata of EPUB Accessibility 1.1. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { chaptersOf, titlesOf, type Edition } from '../edition.ts';
import type { Place } from '../terms.ts';
import { readBook, type Places, type PrintedBook } from '../book.ts';
import { piece, pieces, toXml, type Content, type Piece } from '../piece.ts';

const FOLDER = 'EPUB';

const places: Places = {
  address: (page, id) => `${page}.xhtml${id === undefined ? '' : `#${id}`}`,
  id: (_, id) => id,
};

/** A page of the EPUB, in the order of reading. */
interface Page {
  readonly name: string;
  readonly title: string;
  readonly contents: readonly Content[];
  /** What its `<body>` is, in the vocabulary of EPUB's structural semantics. */
  readonly type: string;
}

/**
 * @param root the repository's folder
 * @param dist the folder of the built site
 * @returns the file's bytes: the same for the same site
 * @throws Error when the site has not been built
 */
export function makeEpub(root: string, dist: string, edition: Edition): Uint8Array {
  const book = readBook(root, dist, places);
  const pages = pagesOf(book, edition);
  const date = new Date(`${edition.date}T00:00:00Z`);
  const files: Zippable = {
    // First and not compressed, so that a program knows the format from its first bytes (EPUB 3.3, media type identification of an OCF ZIP container).
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="${FOLDER}/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n`,
    ),
    [`${FOLDER}/book.opf`]: strToU8(packageOf(pages, edition)),
    [`${FOLDER}/nav.xhtml`]: strToU8(
      documentOf({ name: 'nav', title: 'Contents', type: 'frontmatter', contents: navigation(book, pages) }),
    ),
    [`${FOLDER}/style.css`]: readFileSync(join(root, 'src/print/epub/style.css')),
    ...Object.fromEntries(pages.map((page) => [`${FOLDER}/${page.name}.xhtml`, strToU8(documentOf(page))])),
  };
  return zipSync(files, { level: 9, mtime: date });
}

function pagesOf(book: PrintedBook, edition: Edition): Page[] {
  const titles = titlesOf(book, edition);
  return [
    { name: 'title', title: edition.title, type: 'frontmatter', contents: titles },
    ...book.parts.flatMap(({ part, chapters }): Page[] => [
      {
        name: `part-${part.number}`,
        title: `Part ${part.numeral}: ${part.title}`,
        type: 'bodymatter',
        contents: [piece('h1', { class: 'title' }, `Part ${part.numeral}: ${part.title}`)],
      },
      ...chapters.map(({ chapter, contents }): Page => ({
        name: chapter.slug,
        title: `${chapter.number} ${chapter.title}`,
        type: 'bodymatter',
        contents: [piece('h1', {}, `${chapter.number} ${chapter.title}`), ...contents],
      })),
    ]),
    {
      name: 'solutions',
      title: 'Hints and solutions',
      type: 'backmatter',
      contents: [piece('h1', {}, 'Hints and solutions'), ...book.solutions],
    },
    ...(book.glossary.length === 0
      ? []
      : [
          {
            name: 'glossary',
            title: 'Glossary',
            type: 'backmatter',
            contents: [piece('h1', {}, 'Glossary'), ...book.glossary],
          },
        ]),
    { name: 'index', title: 'Index', type: 'backmatter', contents: [piece('h1', {}, 'Index'), indexOf(book)] },
  ];
}

/** Places by chapter, since a page of an EPUB has no number; of a chapter the first, which is where it is introduced if it is. */
function indexOf({ index }: PrintedBook): Piece {
  return piece(
    'ul',
    { class: 'index' },
    ...index.map(({ name, places: found }) =>
      piece('li', {}, name, ...firstOfEach(found).flatMap((place): Content[] => [', ', placeOf(place)])),
    ),
  );
}

function firstOfEach(found: readonly Place[]): readonly Place[] {
  const byChapter = Map.groupBy(found, ({ chapter }) => chapter);
  return [...byChapter.values()].map((inChapter) => inChapter.find(({ isFirst }) => isFirst) ?? inChapter[0]!);
}

function placeOf({ chapter, id, isFirst }: Place): Piece {
  const link = piece('a', { href: places.address(chapter.slug, id) }, String(chapter.number));
  return isFirst ? piece('b', {}, link) : link;
}

function navigation(book: PrintedBook, pages: readonly Page[]): Content[] {
  const entry = (page: Page, ...inner: Content[]): Piece =>
    piece('li', {}, piece('a', { href: `${page.name}.xhtml` }, page.title), ...inner);
  const page = (name: string): Page => pages.find((each) => each.name === name)!;
  const parts = book.parts.map(({ part, chapters }) =>
    entry(
      page(`part-${part.number}`),
      piece(
        'ol',
        {},
        ...chapters.map(({ chapter, sections }) =>
          entry(
            page(chapter.slug),
            ...(sections.length === 0
              ? []
              : [
                  piece(
                    'ol',
                    {},
                    ...sections.map(([title, id]) =>
                      piece('li', {}, piece('a', { href: places.address(chapter.slug, id) }, title)),
                    ),
                  ),
                ]),
          ),
        ),
      ),
    ),
  );
  const rest = pages.filter(({ type }) => type === 'backmatter').map((each) => entry(each));
  const landmark = (type: string, href: string, title: string): Piece =>
    piece('li', {}, piece('a', { 'epub:type': type, href }, title));
  return [
    piece(
      'nav',
      { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' },
      piece('h1', {}, 'Contents'),
      piece('ol', {}, entry(page('title')), ...parts, ...rest),
    ),
    piece(
      'nav',
      { 'epub:type': 'landmarks', 'aria-label': 'Landmarks', hidden: 'hidden' },
      piece(
        'ol',
        {},
        landmark('toc', '#toc', 'Contents'),
        landmark('bodymatter', `${chaptersOf(book)[0]!.chapter.slug}.xhtml`, 'Start of the book'),
        landmark('index', 'index.xhtml', 'Index'),
      ),
    ),
  ];
}

function documentOf({ title, contents, type }: Page): string {
  const html = piece(
    'html',
    {
      xmlns: 'http://www.w3.org/1999/xhtml',
      'xmlns:epub': 'http://www.idpf.org/2007/ops',
      lang: 'en',
      'xml:lang': 'en',
    },
    piece(
      'head',
      {},
      piece('title', {}, title),
      piece('link', { rel: 'stylesheet', type: 'text/css', href: 'style.css' }),
    ),
    piece('body', { 'epub:type': type }, ...contents),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${toXml(html)}\n`;
}

function packageOf(pages: readonly Page[], { title, description, date, identifier }: Edition): string {
  const property = (name: string, value: string): Piece => piece('meta', { property: name }, value);
  const metadata = piece(
    'metadata',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
    piece('dc:identifier', { id: 'id' }, identifier),
    piece('dc:title', {}, title),
    piece('dc:description', {}, description),
    piece('dc:creator', {}, 'The authors of Port 3000'),
    piece('dc:language', {}, 'en'),
    piece('dc:date', {}, date),
    property('dcterms:modified', `${date}T00:00:00Z`),
    property('schema:accessMode', 'textual'),
    property('schema:accessMode', 'visual'),
    property('schema:accessModeSufficient', 'textual'),
    ...['alternativeText', 'index', 'longDescription', 'readingOrder', 'structuralNavigation', 'tableOfContents'].map(
      (feature) => property('schema:accessibilityFeature', feature),
    ),
    property('schema:accessibilityHazard', 'none'),
    property(
      'schema:accessibilitySummary',
      'Text, listings and tables are text. Each drawing has a title or a description that says what it shows. Headings, contents and index lead to each section.',
    ),
  );
  const item = (id: string, href: string, type: string, properties?: string): Piece =>
    piece('item', { id, href, 'media-type': type, properties });
  const xhtml = 'application/xhtml+xml';
  const opf = piece(
    'package',
    { xmlns: 'http://www.idpf.org/2007/opf', version: '3.0', 'unique-identifier': 'id', 'xml:lang': 'en' },
    metadata,
    piece(
      'manifest',
      {},
      item('nav', 'nav.xhtml', xhtml, 'nav'),
      item('style', 'style.css', 'text/css'),
      ...pages.map(({ name, contents }) =>
        item(
          `page-${name}`,
          `${name}.xhtml`,
          xhtml,
          [...pieces(contents)].some((each) => each.name === 'svg') ? 'svg' : undefined,
        ),
      ),
    ),
    piece(
      'spine',
      {},
      piece('itemref', { idref: 'page-title' }),
      piece('itemref', { idref: 'nav' }),
      ...pages.slice(1).map(({ name }) => piece('itemref', { idref: `page-${name}` })),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(opf)}\n`;
}
