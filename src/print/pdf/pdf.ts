/**
 * The book as a PDF. A browser knows the page of a heading only when it has laid the book out, and knows no way to
 * write it into the contents; so it is laid out twice, and the pages are read from the first.
 */
import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { readBook } from '../book.ts';
import type { Edition } from '../edition.ts';
import { documentOf, pdfPlaces, type PageOf } from './document.ts';

/** How often the book is laid out at most before its contents must agree with its pages. */
const ROUNDS = 3;

/**
 * @param root the repository's folder
 * @param dist the folder of the built site
 * @param render makes a PDF of an HTML document
 * @param only slugs of the chapters that it has; all that are written without it
 * @throws Error when the site has not been built, or page numbers move with every layout
 */
export async function makePdf(
  root: string,
  dist: string,
  edition: Edition,
  render: (html: string) => Promise<Uint8Array>,
  only?: readonly string[],
): Promise<Uint8Array> {
  const book = readBook(root, dist, pdfPlaces, only);
  let moved: readonly string[] = [];
  let known: ReadonlyMap<string, number> = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const pageOf: PageOf = (id) => known.get(id);
    const { html, headings } = documentOf(root, book, edition, pageOf);
    const pdf = await render(html);
    const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    const pages = pagesOf(document);
    moved = [...pages].filter(([id, page]) => known.get(id) !== page).map(([id]) => id);
    if (moved.length === 0) return finished(pdf, document, headings, edition);
    // What stands on the page of another place is no longer linked to, and stays where it was.
    known = new Map([...known, ...pages]);
  }
  throw new Error(
    `Pages of the PDF still move after it was laid out ${ROUNDS} times: ${moved.slice(0, 5).join(', ')}.`,
  );
}

/** @returns the page of each id that something links to, counted from 1 */
export function pagesOf(document: PDFDocument): ReadonlyMap<string, number> {
  const numbers = new Map(document.getPages().map(({ ref }, index) => [ref.tag, index + 1]));
  const targets = document.catalog.lookup(PDFName.of('Dests'), PDFDict);
  return new Map(
    targets.keys().map((name) => {
      const page = targets.lookup(name, PDFArray).get(0) as PDFRef;
      return [name.decodeText(), numbers.get(page.tag)!];
    }),
  );
}

/** @returns the PDF with the book's name and the titles of its outline, in a part that is added at its end */
async function finished(
  pdf: Uint8Array,
  document: PDFDocument,
  headings: readonly string[],
  { title, description, date }: Edition,
): Promise<Uint8Array> {
  const snapshot = document.takeSnapshot();
  const items = [...outlineOf(document.catalog.lookup(PDFName.of('Outlines'), PDFDict))];
  if (items.length !== headings.length)
    throw new Error(`The outline of the PDF has ${items.length} entries, and the book ${headings.length} headings.`);
  for (const [index, [ref, item]] of items.entries()) {
    // Of a heading that begins a page, Chromium writes the text twice.
    item.set(PDFName.of('Title'), PDFHexString.fromText(headings[index]!.trim().replaceAll(/\s+/g, ' ')));
    snapshot.markRefForSave(ref);
  }
  const day = new Date(`${date}T00:00:00Z`);
  document.setTitle(title);
  document.setSubject(description);
  document.setCreationDate(day);
  document.setModificationDate(day);
  const { Info } = document.context.trailerInfo;
  if (Info instanceof PDFRef) snapshot.markRefForSave(Info);
  const added = await document.saveIncremental(snapshot, { objectsPerTick: Infinity });
  return new Uint8Array(Buffer.concat([pdf, added]));
}

/** The entries below one, each before those below it. */
function* outlineOf(parent: PDFDict): Generator<readonly [PDFRef, PDFDict]> {
  const next = PDFName.of('Next');
  for (let ref = parent.get(PDFName.of('First')); ref instanceof PDFRef;) {
    const item = parent.context.lookup(ref, PDFDict);
    yield [ref, item];
    yield* outlineOf(item);
    ref = item.get(next);
  }
}
