/** What can be found on the built site: sections, questions, common errors and sandboxes, read from the pages of chapters. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapters, partOf } from '../../book.ts';
import type { Kind } from '../../components/layout/search-words.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';
import {
  attribute,
  childrenOf,
  elements,
  find,
  hasClass,
  isElement,
  parseHtml,
  textOf,
  type Element,
} from '../html.ts';

export interface Entry {
  readonly url: string;
  readonly title: string;
  readonly text: string;
  /** What is emphasized in the text, which are terms where they are introduced, and what `places.yaml` adds. */
  readonly terms?: readonly string[];
  readonly chapter: string;
  readonly part: string;
  readonly kind: Kind;
}

/**
 * @param places queries by the address of the place that they mean
 * @returns everything that can be found on the site built in `dist`
 * @throws Error about a place that the site does not have
 */
export function entriesOf(dist: string, places: ReadonlyMap<string, readonly string[]>): Entry[] {
  const entries = entriesOfPages(dist);
  const found = new Set(entries.map(({ url }) => url));
  for (const address of places.keys())
    if (!found.has(address))
      throw new Error(`src/build/search/places.yaml names ${address}, and no section of the book has that address.`);
  return entries.map((entry) => ({ ...entry, terms: [...(entry.terms ?? []), ...(places.get(entry.url) ?? [])] }));
}

function entriesOfPages(dist: string): Entry[] {
  return chapters.flatMap((chapter) => {
    const file = join(dist, chapter.slug, 'index.html');
    if (!existsSync(file)) return [];
    const article = find(
      parseHtml(readFileSync(file, 'utf8')),
      (element) => attribute(element, 'data-chapter') === String(chapter.number),
    );
    if (article === undefined)
      throw new Error(`${file} holds no <article data-chapter="${chapter.number}">; the search index is made from it.`);
    const part = partOf(chapter);
    const place = { chapter: `${chapter.number} ${chapter.title}`, part: `${part.numeral} · ${part.title}` };
    const address = `/${chapter.slug}/`;
    return [
      ...sections(article).map(({ id, title, text, terms }): Entry => ({
        url: id === undefined ? address : `${address}#${id}`,
        title: title ?? chapter.title,
        text,
        terms,
        kind: 'prose',
        ...place,
      })),
      ...elementsWith(article, 'question').map((question): Entry => {
        const summary = find(question, ({ tagName }) => tagName === 'summary');
        return {
          url: `${address}#${idOf(question, file)}`,
          title: textOf(summary ?? question).trim(),
          text: textOf(question, (element) => element === summary),
          kind: 'question',
          ...place,
        };
      }),
      ...elementsWith(article, 'correction').map((correction): Entry => {
        const claim = find(correction, (element) => hasClass(element, 'correction-claim'));
        const isClaim = (element: Element) => element === claim || hasClass(element, 'correction-label');
        return {
          url: `${address}#${idOf(correction, file)}`,
          title: textOf(claim ?? correction).trim(),
          text: textOf(correction, isClaim),
          kind: 'error',
          ...place,
        };
      }),
      ...sandboxesOf(article).map((id): Entry => {
        const { manifest, files, http } = catalogue().sandbox(id);
        const listings = Object.entries(files).map(([path, contents]) => `${path}\n${contents}`);
        return {
          url: `${address}#sandbox-${manifest.name}`,
          title: manifest.title,
          text: [manifest.summary, ...listings, http === null ? '' : `requests.http\n${http}`].join('\n'),
          kind: 'sandbox',
          ...place,
        };
      }),
    ];
  });
}

interface Section {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly text: string;
  readonly terms: readonly string[];
}

/** Elements of a class, in the order of the page. */
function elementsWith(article: Element, name: string): Element[] {
  return [...elements(article)].filter((element) => hasClass(element, name));
}

function idOf(element: Element, file: string): string {
  const id = attribute(element, 'id');
  if (id === undefined) throw new Error(`${file} has a <${element.tagName}> without id; search could not lead to it.`);
  return id;
}

/** The article cut at its second-level headings; the first section has none. What is an entry of its own is left out. */
function sections(article: Element): Section[] {
  const skip = (element: Element) =>
    element.tagName === 'live-sandbox' ||
    hasClass(element, 'question') ||
    hasClass(element, 'correction') ||
    hasClass(element, 'anchor') ||
    hasClass(element, 'crumb') ||
    element.tagName === 'h1';
  const found: { id: string | undefined; title: string | undefined; text: string; terms: string[] }[] = [
    { id: undefined, title: undefined, text: '', terms: [] },
  ];
  for (const child of childrenOf(article)) {
    if (isElement(child) && child.tagName === 'h2') {
      found.push({ id: attribute(child, 'id'), title: textOf(child, skip).trim(), text: '', terms: [] });
    } else {
      const pictures = isElement(child)
        ? find(child, (element) => element.tagName === 'svg' && attribute(element, 'role') === 'img')
        : undefined;
      if (isElement(child) && !skip(child)) found.at(-1)!.terms.push(...termsOf(child));
      found.at(-1)!.text +=
        textOf(child, skip) + (pictures === undefined ? '' : `\n${attribute(pictures, 'aria-label') ?? ''}\n`);
    }
  }
  return found.filter(({ text }) => text.trim() !== '');
}

/** What is emphasized, with the abbreviation that may follow it: `cross-site request forgery CSRF`. */
function termsOf(element: Element): string[] {
  return [...elements(element)]
    .filter(({ tagName }) => /^(em|strong|dfn)$/.test(tagName))
    .map((term) => {
      const siblings = term.parentNode!.childNodes;
      const next = siblings[siblings.indexOf(term) + 1];
      const short = next === undefined ? undefined : /^,? \(?([A-Z]{2,})\b/.exec(textOf(next))?.[1];
      return [textOf(term).trim(), short].filter(Boolean).join(' ');
    });
}

function sandboxesOf(article: Element): string[] {
  const names: string[] = [];
  find(article, (element) => {
    const name = element.tagName === 'live-sandbox' ? attribute(element, 'data-name') : undefined;
    if (name !== undefined) names.push(name);
    return false;
  });
  return names;
}
