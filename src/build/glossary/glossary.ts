/**
 * The glossary: what the terms of the book mean, where each is introduced, and which other chapters speak of it.
 * `terms.yaml` has them by chapter; a term that its chapter does not introduce, in bold, stops the build.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { chapters as book, type Chapter } from '../../book.ts';
import { fileOf } from '../../sandbox/catalogue/chapter.ts';
import { slugOf } from '../../sandbox/slug.ts';

export interface Term {
  readonly term: string;
  /** What it is: one sentence, with `code` and *emphasis* as in Markdown. */
  readonly is: string;
  /** The chapter that introduces it, and the heading under which it does; `undefined` before the first heading. */
  readonly chapter: Chapter;
  readonly heading: string | undefined;
  /** Further chapters that have it several times, in the order of the book. */
  readonly also: readonly Chapter[];
  /** The fragment of its address on the page. */
  readonly id: string;
}

const FILE = 'src/build/glossary/terms.yaml';
/** How often a chapter must have a term to be named beside it. */
const OFTEN = 3;
/** A term that is in more chapters than this is a word of the language, and names none of them. */
const COMMON = 12;

/**
 * @param root the repository's folder
 * @returns the terms, in alphabetical order
 * @throws Error that names the file, the term and what would be right
 */
export function readGlossary(root: string): Term[] {
  const plan = parseYaml(readFileSync(join(root, FILE), 'utf8')) as Record<string, Record<string, string>>;
  return glossaryOf(plan, (chapter) => readFileSync(join(root, fileOf(chapter)), 'utf8'));
}

/** @param plan chapter to its terms @param read gives a chapter's MDX; returns and throws as `readGlossary` */
export function glossaryOf(
  plan: Readonly<Record<string, Readonly<Record<string, string>>>>,
  read: (chapter: Chapter) => string,
): Term[] {
  const texts = new Map(book.map((chapter) => [chapter, proseOf(read(chapter))]));
  const terms = Object.entries(plan).flatMap(([slug, entries]) => {
    const chapter = book.find((known) => known.slug === slug);
    if (chapter === undefined) throw new Error(`${FILE}: no chapter has the address ${slug}`);
    return Object.entries(entries).map(([term, is]): Term => {
      const text = texts.get(chapter)!;
      const at = text.search(new RegExp(`\\*\\*[^*\\n]*(?<!\\w)${escape(term)}s?(?!\\w)[^*\\n]*\\*\\*`, 'i'));
      if (at === -1) throw new Error(`${FILE}: ${slug} has no **${term}** in its text, which would introduce it`);
      const also = book.filter((other) => other !== chapter && count(texts.get(other)!, term) >= OFTEN);
      return {
        term,
        is,
        chapter,
        heading: [...text.slice(0, at).matchAll(/^#{2,4} (.+)$/gm)].at(-1)?.[1],
        also: also.length > COMMON ? [] : also,
        id: slugOf(term),
      };
    });
  });
  const twice = terms.find(({ id }, index) => terms.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new Error(`${FILE}: “${twice.term}” is there twice; one chapter introduces a term`);
  return terms.sort((one, other) => one.term.localeCompare(other.term, 'en', { sensitivity: 'base' }));
}

/** A chapter's text without front matter, listings and addresses. */
function proseOf(source: string): string {
  return source
    .replace(/^---\n[^]*?\n---\n/, '')
    .replaceAll(/```[^]*?```/g, '')
    .replaceAll(/<[A-Z][^>]*>/g, '')
    .replaceAll(/\]\([^)]*\)/g, ']');
}

/** How often a text has a term, also in the plural. `REST` is not the rest. */
function count(text: string, term: string): number {
  const flags = term === term.toUpperCase() ? 'g' : 'gi';
  return [...text.matchAll(new RegExp(`(?<![\\w-])${escape(term)}s?(?![\\w-])`, flags))].length;
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
