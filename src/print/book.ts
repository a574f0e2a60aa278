/**
 * The book as it is printed, read from the built site, so that paper says what the pages say; answers come from the
 * sandboxes' transcripts, of which pages show the beginning. EPUB and PDF differ in where links lead and in how ids are
 * kept apart, which is `Places`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parts, type Chapter, type Part } from '../book.ts';
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
} from '../build/html.ts';
import { catalogue, LANDING_SANDBOX } from '../sandbox/catalogue/catalogue.ts';
import type { Sandbox } from '../sandbox/catalogue/load-sandbox.ts';
import type { Transcript } from '../sandbox/transcript.ts';
import { diagramAttributes, lightColors } from './colors.ts';
import { indexOf, markBold, type Term } from './terms.ts';
import { onPaper, type Surroundings } from './paper.ts';
import { piece, type Content, type Piece } from './piece.ts';

/** Where things are on paper. A page is a chapter's slug, or `solutions`, `glossary`, `index`. */
export interface Places {
  /** The address of a page, or of an id on it. */
  address(page: string, id?: string): string;
  /** The id on paper of an id of a page. */
  id(page: string, id: string): string;
}

export interface PrintedChapter {
  readonly chapter: Chapter;
  readonly contents: readonly Content[];
  /** Its sections, for the contents: title and id on paper. */
  readonly sections: readonly (readonly [title: string, id: string])[];
}

export interface PrintedPart {
  readonly part: Part;
  readonly chapters: readonly PrintedChapter[];
}

export interface PrintedBook {
  readonly parts: readonly PrintedPart[];
  readonly solutions: readonly Content[];
  readonly glossary: readonly Content[];
  /** Each term with the sections that it is explained in, in the order of the book. */
  readonly index: readonly Term[];
  /** The Node with which the recorded runs were made, such as `24.21.0`. */
  readonly node: string;
  /** Where the live book is, with its path; `null` when the build does not know. */
  readonly live: string | null;
}

/**
 * @param root the repository's folder
 * @param dist the folder of the built site
 * @param only slugs of the chapters that are printed; all that are written without it
 * @throws Error when the site has not been built, or has none of the chapters
 */
export function readBook(root: string, dist: string, places: Places, only?: readonly string[]): PrintedBook {
  const home = join(dist, 'index.html');
  if (!existsSync(home)) throw new Error(`There is no built site in ${dist}. Run “npm run build” first.`);
  const html = parseHtml(readFileSync(home, 'utf8'));
  const base = attribute(html, 'data-base') ?? '/';
  const site = find(
    html,
    ({ tagName, attrs }) => tagName === 'link' && attrs.some(({ value }) => value === 'canonical'),
  );
  const address = site === undefined ? undefined : attribute(site, 'href');
  const live = address === undefined ? null : new URL(base, address).href;

  const read = (slug: string): Element => parseHtml(readFileSync(join(dist, slug, 'index.html'), 'utf8'));
  const isPrinted = ({ slug }: Chapter): boolean =>
    (only === undefined || only.includes(slug)) && existsSync(join(dist, slug, 'index.html'));
  const printed = parts
    .map((part) => ({ part, chapters: part.chapters.filter(isPrinted) }))
    .filter(({ chapters }) => chapters.length > 0);
  if (printed.length === 0)
    throw new Error(`${dist} has no chapter${only === undefined ? '' : ` ${only.join(', ')}`}.`);
  const slugs = new Set(printed.flatMap(({ chapters }) => chapters.map(({ slug }) => slug)));

  const shared = {
    diagram: diagramAttributes(root),
    colors: lightColors(root),
    transcript: (id: string) => transcriptOf(catalogue(root).sandbox(id)),
  };
  const around = (page: string, ids: ReadonlySet<string>): Surroundings => ({
    ...shared,
    slug: page,
    id: (id) => places.id(page, id),
    live: (sandbox) => (live === null ? undefined : new URL(`sandboxes/${sandbox}/`, live).href),
    link: (path) => {
      if (path.startsWith('#')) return ids.has(path.slice(1)) ? places.address(page, path.slice(1)) : undefined;
      const [target = '', id] = (path.startsWith(base) ? path.slice(base.length) : path.slice(1)).split(/\/?#/);
      const name = target.replace(/\/$/, '');
      if (slugs.has(name) || name === 'solutions' || name === 'glossary')
        return places.address(name, id === '' ? undefined : id);
      return live === null || /^(?:data|mailto):/.test(path) ? undefined : new URL(path.replace(base, ''), live).href;
    },
  });

  const { node } = shared.transcript(LANDING_SANDBOX);
  const solutions: Content[] = [];
  const texts: { chapter: Chapter; article: Element }[] = [];
  const whole = printed.map(({ part, chapters }) => ({
    part,
    chapters: chapters.map((chapter): PrintedChapter => {
      const article = find(read(chapter.slug), ({ tagName }) => tagName === 'article')!;
      markBold(article);
      const ids = new Set([...elements(article)].flatMap((element) => attribute(element, 'id') ?? []));
      texts.push({ chapter, article });
      const { contents, solution } = onPaper(article, around(chapter.slug, ids));
      if (solution.length > 0)
        solutions.push(
          piece(
            'h2',
            { id: places.id('solutions', `solution-${chapter.slug}`) },
            `${chapter.number} `,
            piece('a', { href: places.address(chapter.slug, 'exercise') }, chapter.title),
          ),
          ...solution,
        );
      const sections = childrenOf(article).filter(
        (child): child is Element => isElement(child) && child.tagName === 'h2',
      );
      return {
        chapter,
        contents,
        sections: sections.map((heading) => [
          textOf(heading, (each) => hasClass(each, 'anchor')).trim(),
          places.id(chapter.slug, attribute(heading, 'id') ?? ''),
        ]),
      };
    }),
  }));
  const glossary = existsSync(join(dist, 'glossary/index.html'))
    ? glossaryOf(read('glossary'), around('glossary', new Set()))
    : [];
  return { parts: whole, solutions, glossary, index: indexOf(root, texts), node, live };
}

function transcriptOf({ manifest, transcript }: Sandbox): Transcript {
  if (transcript !== null) return transcript;
  throw new Error(`${manifest.id} has no transcript.json; “npm run record -- ${manifest.id}” writes it.`);
}

/** Terms and what they are; where they are used is what the index is for. */
function glossaryOf(page: Element, around: Surroundings): Piece[] {
  const entries = [...elements(page)]
    .filter((element) => hasClass(element, 'glossary'))
    .flatMap((list) => childrenOf(list).filter(isElement));
  const { contents } = onPaper({ ...page, childNodes: entries }, around);
  return [
    piece(
      'dl',
      { class: 'glossary' },
      ...contents.flatMap((entry) =>
        typeof entry === 'string' ? [] : entry.children.map((child) => withId(child, entry)),
      ),
    ),
  ];
}

const withId = (content: Content, entry: Piece): Content =>
  typeof content !== 'string' && content.name === 'dt'
    ? { ...content, attributes: { ...content.attributes, ...entry.attributes } }
    : content;
