/** What a page is, in schema.org's terms, for search engines (JSON-LD 1.1, embedded as in its section 7). */
import type { Chapter } from '../../book.ts';
import { href } from '../links.ts';

interface Described {
  readonly chapter: Chapter;
  readonly description: string;
  /** Minutes that reading it takes. */
  readonly minutes: number;
}

const CONTEXT = 'https://schema.org';
const whole = (path: string, site: URL): string => new URL(href(path), site).href;
const theBook = (site: URL) => ({ '@type': 'Book', name: 'Port 3000', url: whole('/', site) });

/** @returns the text of a chapter's `<script type="application/ld+json">` */
export function chapterData({ chapter, description, minutes }: Described, site: URL): string {
  return embedded({
    '@context': CONTEXT,
    '@type': ['Chapter', 'TechArticle'],
    headline: chapter.title,
    description,
    position: chapter.number,
    timeRequired: `PT${minutes}M`,
    inLanguage: 'en',
    url: whole(`/${chapter.slug}/`, site),
    isPartOf: theBook(site),
  });
}

/** @returns the text of the first page's `<script type="application/ld+json">` */
export function bookData(description: string, chapters: readonly Chapter[], site: URL): string {
  return embedded({
    '@context': CONTEXT,
    ...theBook(site),
    description,
    inLanguage: 'en',
    isAccessibleForFree: true,
    hasPart: chapters.map(({ number, title, slug }) => ({
      '@type': 'Chapter',
      position: number,
      name: title,
      url: whole(`/${slug}/`, site),
    })),
  });
}

/** JSON that cannot end the element it stands in, whatever a title says. */
const embedded = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');
