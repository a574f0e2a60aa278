/**
 * Checks the terminology of texts for readers: chapters, and documents of the repository. terms.json says which words
 * are wrong, what to write instead and why. Code is not read, nor are other people's words: claims that a chapter
 * quotes to put them right (`taught="…"`), and titles of sources (`source="…"`, the text of a link to another site).
 */
import { readFileSync } from 'node:fs';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { parseMdx } from '../../src/sandbox/catalogue/mdx.ts';
import type { Finding } from './finding.ts';

export interface Term {
  /** A regular expression of the words, in any case. With a letter on either side they are other words. */
  readonly pattern: string;
  readonly write: string;
  readonly because: string;
  /** A regular expression of longer texts in which the words are right. */
  readonly except?: string;
}

export type Terms = Readonly<Record<'chapters' | 'documents', readonly Term[]>>;

const table = new URL('terms.json', import.meta.url);

/** Attributes of components that quote somebody else's words. */
const QUOTING = new Set(['taught', 'source']);

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** @returns the table of words, from terms.json */
export const readTerms = (): Terms => JSON.parse(readFileSync(table, 'utf8')) as Terms;

/**
 * @param file the file's name: `.mdx` is a chapter, everything else a document
 * @returns the words of the table in the text's prose, in the order of the table's terms per stretch of prose
 */
export function wrongTerms(file: string, text: string, terms: Terms): Finding[] {
  const chapter = file.endsWith('.mdx');
  const stretches = proseOf(chapter ? parseMdx(text) : markdown.parse(text));
  const chosen = (chapter ? terms.chapters : terms.documents).map((term) => ({
    ...term,
    // An exclamation mark may follow a letter.
    found: new RegExp(term.pattern === '!' ? '!' : `(?<![\\p{L}\\d-])(?:${term.pattern})(?![\\p{L}\\d])`, 'giu'),
    right: term.except === undefined ? null : new RegExp(term.except, 'giu'),
  }));
  return stretches.flatMap(({ value, line }) =>
    chosen.flatMap(({ found, right, write, because }) => {
      const allowed = right === null ? [] : [...value.matchAll(right)].map((match) => spanOf(match));
      return [...value.matchAll(found)]
        .map(spanOf)
        .filter(({ from, to }) => !allowed.some((span) => span.from <= from && to <= span.to))
        .map(({ from, to }) => ({
          file,
          line: line + value.slice(0, from).split('\n').length - 1,
          message: `“${value.slice(from, to)}”: write ${write} (${because}).`,
        }));
    }),
  );
}

const spanOf = (match: RegExpExecArray): { from: number; to: number } => ({
  from: match.index,
  to: match.index + match[0].length,
});

/** Stretches of prose, each with the line on which it begins: text, front matter, and attributes that are text. */
function proseOf(tree: Nodes): { value: string; line: number }[] {
  const stretches: { value: string; line: number }[] = [];
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'link' && /^https?:/.test(node.url)) return SKIP;
    if (node.type === 'text') stretches.push({ value: node.value, line });
    // The text of front matter begins one line below its fence.
    if (node.type === 'yaml') stretches.push({ value: node.value, line: line + 1 });
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return undefined;
    for (const attribute of node.attributes) {
      if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
      if (!QUOTING.has(attribute.name))
        stretches.push({ value: attribute.value, line: attribute.position?.start.line ?? line });
    }
    return undefined;
  });
  return stretches;
}
