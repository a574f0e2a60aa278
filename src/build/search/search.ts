/**
 * The search index, made from the built pages with Pagefind. A result is a section of a chapter, a question, a common
 * error or a sandbox: so the data that a reader loads for a result is small, and its address leads to the place itself.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { transform } from 'esbuild';
import { close, createIndex } from 'pagefind';
import { chapters, partOf } from '../../book.ts';
import { TERMS_APART, withOperatorWords, type Kind } from '../../components/layout/search-words.ts';
import { WORD_END } from '../../components/layout/word-end.ts';
import { readCurriculum } from '../../curriculum/curriculum.ts';
import { entriesOf, type Entry } from './entries.ts';
import { readPlaces } from './places.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Characters that belong to words of this book: `res.json`, `node:sqlite`, `Retry-After`, `@scope/name`. */
const WORD_CHARACTERS = '._-/:@$+';

/** Files of Pagefind that nothing on the site loads. */
const UNUSED = /^(pagefind-(ui|modular-ui|component-ui|highlight)\..*|wasm\.unknown\.pagefind)$/;

/** A chapter of the book's plan that has no text yet, with what it will be about. */
export interface PlannedChapter {
  readonly number: number;
  readonly title: string;
  readonly part: string;
  readonly text: string;
}

/** Sections that name many things and explain none; the explanations come before them. */
const NAMES_ONLY = /^Sources\b/;

export function search(): AstroIntegration {
  return {
    name: 'port3000-search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const entries = entriesOf(dist, readPlaces(ROOT));
        await writeIndex(entries, join(dist, 'pagefind'));
        writeFileSync(join(dist, 'pagefind/plan.json'), JSON.stringify(planned(dist)));
        logger.info(`${entries.length} sections, questions, common errors and sandboxes can be found`);
      },
    },
  };
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

/** Writes the index of these entries, and nothing else, into a folder. @throws Error with Pagefind's reason */
export async function writeIndex(entries: readonly Entry[], folder: string): Promise<void> {
  const { index, errors } = await createIndex({ forceLanguage: 'en', includeCharacters: WORD_CHARACTERS });
  if (index === undefined) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
  try {
    for (const { url, title, text, terms = [], chapter, part, kind } of entries) {
      const body = text
        .split(/\n+/)
        .map((line) => `<p>${escape(apart(line))}</p>`)
        .join('');
      const meta = [
        `chapter:${chapter}`,
        `part:${part}`,
        `kind:${kind}`,
        ...(terms.length > 0 ? [`terms:${terms.join(TERMS_APART)}`] : []),
      ]
        .map((pair) => `<i data-pagefind-meta="${escape(pair)}"></i>`)
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
    writeFileSync(join(folder, 'kinds.json'), JSON.stringify(kindsOf(files)));
  } finally {
    await close();
  }
}

/**
 * The ids of fragments by kind, without those of prose: what was found is known by its id before its fragment is loaded.
 * Pagefind's own filters would tell the kind as well, but are written in another order each time.
 */
function kindsOf(
  files: readonly { readonly path: string; readonly content: Uint8Array }[],
): Partial<Record<Kind, string[]>> {
  const ids: Partial<Record<Kind, string[]>> = {};
  for (const { path, content } of files.toSorted((one, other) => one.path.localeCompare(other.path, 'en'))) {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) continue;
    const text = gunzipSync(content).toString();
    const { meta } = JSON.parse(text.slice(text.indexOf('{'))) as { readonly meta: { readonly kind: Kind } };
    if (meta.kind !== 'prose') (ids[meta.kind] ??= []).push(id);
  }
  return ids;
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
