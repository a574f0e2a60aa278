/**
 * The search index, made from the built pages with Pagefind. A result is a section of a chapter or a sandbox: so the
 * data that a reader loads for a result is small, and its address leads to the place itself.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transform } from 'esbuild';
import { close, createIndex } from 'pagefind';
import { chapters, partOf } from '../book.ts';
import { withOperatorWords } from '../components/layout/search-words.ts';
import { WORD_END } from '../components/layout/word-end.ts';
import { readCurriculum } from '../curriculum/curriculum.ts';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';
import { attribute, childrenOf, find, hasClass, isElement, parseHtml, textOf, type Element } from './html.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Characters that belong to words of this book: `res.json`, `node:sqlite`, `Retry-After`, `@scope/name`. */
const WORD_CHARACTERS = '._-/:@$+';

/** Files of Pagefind that nothing on the site loads. */
const UNUSED = /^(pagefind-(ui|modular-ui|component-ui|highlight)\..*|wasm\.unknown\.pagefind)$/;

interface Entry {
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly chapter: string;
  readonly part: string;
  readonly kind: 'text' | 'sandbox';
}

/** A chapter of the book's plan that has no text yet, with what it will be about. */
export interface PlannedChapter {
  readonly number: number;
  readonly title: string;
  readonly part: string;
  readonly text: string;
}

/** Sections that name many things and explain none; the explanations come before them. */
const NAMES_ONLY = /^(Questions|Sources)\b/;

export function search(): AstroIntegration {
  return {
    name: 'port3000-search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const entries = entriesOf(dist);
        await writeIndex(entries, join(dist, 'pagefind'));
        writeFileSync(join(dist, 'pagefind/plan.json'), JSON.stringify(planned(dist)));
        logger.info(`${entries.length} sections and sandboxes can be found`);
      },
    },
  };
}

/** @returns everything that can be found on the site built in `dist` */
export function entriesOf(dist: string): Entry[] {
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
      ...sections(article).map(({ id, title, text }): Entry => ({
        url: id === undefined ? address : `${address}#${id}`,
        title: title ?? chapter.title,
        text,
        kind: 'text',
        ...place,
      })),
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

/** @returns the chapters of the plan that the site built in `dist` does not have */
function planned(dist: string): PlannedChapter[] {
  const { topics, errors, chapters: plans } = readCurriculum(ROOT);
  return chapters
    .filter(({ slug }) => !existsSync(join(dist, slug, 'index.html')))
    .map((chapter) => {
      const part = partOf(chapter);
      const areas = [...errors.values()].filter((error) => error.chapter === chapter.slug).map(({ area }) => area);
      const questions = (plans.get(chapter.slug)?.topics ?? []).map((id) => topics.get(id)?.question ?? '');
      return {
        number: chapter.number,
        title: chapter.title,
        part: `${part.numeral} · ${part.title}`,
        text: [...new Set([...areas, ...questions])].join(' '),
      };
    });
}

interface Section {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly text: string;
}

/** The article cut at its second-level headings; the first section has none. */
function sections(article: Element): Section[] {
  const skip = (element: Element) =>
    element.tagName === 'live-sandbox' ||
    hasClass(element, 'anchor') ||
    hasClass(element, 'crumb') ||
    element.tagName === 'h1';
  const found: { id: string | undefined; title: string | undefined; text: string }[] = [
    { id: undefined, title: undefined, text: '' },
  ];
  for (const child of childrenOf(article)) {
    if (isElement(child) && child.tagName === 'h2') {
      found.push({ id: attribute(child, 'id'), title: textOf(child, skip).trim(), text: '' });
    } else {
      const pictures = isElement(child)
        ? find(child, (element) => element.tagName === 'svg' && attribute(element, 'role') === 'img')
        : undefined;
      found.at(-1)!.text +=
        textOf(child, skip) + (pictures === undefined ? '' : `\n${attribute(pictures, 'aria-label') ?? ''}\n`);
    }
  }
  return found.filter(({ text, title }) => text.trim() !== '' || title !== undefined);
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

/** Writes the index of these entries, and nothing else, into a folder. @throws Error with Pagefind's reason */
export async function writeIndex(entries: readonly Entry[], folder: string): Promise<void> {
  const { index, errors } = await createIndex({ forceLanguage: 'en', includeCharacters: WORD_CHARACTERS });
  if (index === undefined) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
  try {
    for (const { url, title, text, chapter, part, kind } of entries) {
      const body = text
        .split(/\n+/)
        .map((line) => `<p>${escape(apart(line))}</p>`)
        .join('');
      const meta = [`chapter:${chapter}`, `part:${part}`, `kind:${kind}`]
        .map((pair) => ` data-pagefind-meta="${escape(pair)}"`)
        .map((attr) => `<i${attr}></i>`)
        .join('');
      const head = NAMES_ONLY.test(title)
        ? `<i data-pagefind-meta="title:${escape(title)}"></i>`
        : `<h1>${escape(title)}</h1>`;
      const weight = NAMES_ONLY.test(title) ? ' data-pagefind-weight="0.2"' : '';
      const content = `<!doctype html><html lang="en"><body${weight}>${head}${meta}${body}</body></html>`;
      const added = await index.addHTMLFile({ url, content });
      if (added.errors.length > 0) throw new Error(`${url} cannot be indexed: ${added.errors.join('; ')}`);
    }
    // Not by Pagefind's own writeFiles(), which resolves before the last files have their contents.
    const { files, errors: problems } = await index.getFiles();
    if (problems.length > 0) throw new Error(`The search index cannot be made: ${problems.join('; ')}`);
    rmSync(folder, { recursive: true, force: true });
    for (const { path, content } of files) {
      if (UNUSED.test(path)) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      // Pagefind's scripts are not minified; minified they weigh a third less.
      const sent = path.endsWith('.js') ? await minified(content) : content;
      writeFileSync(join(folder, path), sent);
    }
  } finally {
    await close();
  }
}

async function minified(script: Uint8Array): Promise<string> {
  const { code } = await transform(Buffer.from(script), { minify: true, format: 'esm', legalComments: 'inline' });
  return code;
}

/**
 * A line of code as the index takes it. Pagefind's words end only at spaces, so in `app.use(express.json())` it would
 * not see `express.json`: a mark and a space after a bracket or quote end the word, and the dialog takes both out
 * again. Operators become words.
 */
function apart(line: string): string {
  const words = withOperatorWords(line, `${WORD_END} `);
  return words.replaceAll(/([([{'"`<=;!]|,(?!\d))(?=\S)/g, `$1${WORD_END} `);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
