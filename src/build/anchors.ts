/**
 * The addresses in the book that readers link to and bookmark: pages, and in them headings, questions, corrections,
 * figures and sandboxes. (A prediction with other words is another one, and may lose its address.) `anchors.txt` beside
 * this file lists those that were published, and a test holds that each still leads somewhere.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, elements, find, hasClass, parseHtml, type Element } from './html.ts';

/** The list of published addresses, relative to the repository. */
export const PUBLISHED = 'src/build/anchors.txt';

const TAGS = new Set(['h2', 'h3', 'h4', 'live-sandbox', 'port-figure']);
const CLASSES = ['question', 'correction', 'taught'];

const isPlace = (element: Element): boolean =>
  TAGS.has(element.tagName) || CLASSES.some((name) => hasClass(element, name));

/**
 * @param folder the built site
 * @returns the addresses that readers are shown, without the site's base: `/oauth/`, `/oauth/#relations`
 */
export function placesOf(folder: string): Set<string> {
  return new Set(addresses(folder, isPlace));
}

/**
 * @param folder the built site
 * @param published addresses as `placesOf` gives them
 * @returns those of them that lead nowhere any more
 */
export function lostOf(folder: string, published: readonly string[]): string[] {
  const kept = new Set(addresses(folder, () => true));
  return published.filter((address) => !kept.has(address));
}

/** @returns the addresses of a list: a line each */
export const readAnchors = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function* addresses(folder: string, wanted: (element: Element) => boolean): Generator<string> {
  for (const file of globSync('**/index.html', { cwd: folder, exclude: (path) => path.startsWith('_engine') }).sort()) {
    const page = `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`;
    yield page;
    const main = find(parseHtml(readFileSync(join(folder, file), 'utf8')), ({ tagName }) => tagName === 'main');
    if (main === undefined) continue;
    for (const element of elements(main)) {
      const id = attribute(element, 'id');
      if (id !== undefined && wanted(element)) yield `${page}#${id}`;
    }
  }
}
