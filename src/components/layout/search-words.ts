/** The words that the search index is asked for, and the order of the places that it finds. */

import { WORD_END } from './word-end.ts';

/** Words that say nothing about the thing looked for; a query of nothing else is made of them all the same. */
const EMPTY = new Set(
  'a an and are as at be by can do does for from how i in is it its my of on or per should the to use using versus vs vs. what when where which who why with you your'.split(
    ' ',
  ),
);

/** Letters for the signs of operators: the index knows words only. The build writes the same words into the index. */
const SIGNS: Readonly<Record<string, string>> = {
  '=': 'eq',
  '>': 'gt',
  '<': 'lt',
  '%': 'pc',
  '&': 'am',
  '|': 'pi',
  '!': 'ex',
  '?': 'qu',
  '*': 'st',
  '~': 'ti',
  '^': 'ca',
};
const LETTERS = Object.fromEntries(Object.entries(SIGNS).map(([sign, letters]) => [letters, sign]));
/** Matches operators: two signs or more, and the percent sign; other single signs say little. */
const OPERATOR = /[=><&|!?*~^]{2,}|%/g;
const IS_OPERATOR = /^(?:[=><&|!?*~^]{2,}|%)$/;
const ENCODED = /zq((?:eq|gt|lt|pc|am|pi|ex|qu|st|ti|ca)+)zq/g;

const ADDED = new RegExp(`${WORD_END} ?`, 'g');

const encode = (signs: string): string => `zq${[...signs].map((sign) => SIGNS[sign]).join('')}zq`;

/**
 * A text with a word in place of each operator (`===`, `=>`, `%`).
 *
 * @param gap what ends a word where the text has no space
 */
export function withOperatorWords(text: string, gap: string): string {
  return text.replaceAll(OPERATOR, (signs, at: number) => {
    const before = at > 0 && /\S/.test(text[at - 1]!) ? gap : '';
    const after = /\S/.test(text[at + signs.length] ?? ' ') ? gap : '';
    return before + encode(signs) + after;
  });
}

/** The text with its operators again. */
export function withoutOperatorWords(text: string): string {
  return text.replaceAll(ENCODED, (_, letters: string) =>
    letters.replaceAll(/../g, (pair: string) => LETTERS[pair] ?? pair),
  );
}

/** The words of a query that say what is looked for, in lower case; an operator by itself is a word. */
export function wordsOf(query: string): readonly string[] {
  const all = allWordsOf(query);
  const telling = all.filter((word) => !EMPTY.has(word));
  return telling.length === 0 ? all : telling;
}

/** A word that the book writes in one way and most readers, and code, in the other. */
const [BOOK, OTHERS] = [/\btime-out/g, 'timeout'];

/** The same words as the book writes them, where it has another way. */
export const asInBook = (words: readonly string[]): readonly string[] =>
  words.map((word) => (word.startsWith(OTHERS) ? word.replace(OTHERS, 'time-out') : word));

/** Two words of a query that follow each other, as `trust proxy` and `for update`: places that have them so fit better. */
export function pairsOf(query: string): readonly string[] {
  const all = allWordsOf(query);
  return all.slice(1).map((word, index) => `${all[index]} ${word}`);
}

function allWordsOf(query: string): readonly string[] {
  const all = query
    .toLowerCase()
    .replaceAll(BOOK, OTHERS)
    .split(/\s+/)
    .map((word) => (IS_OPERATOR.test(word) ? encode(word) : word.replace(/[?,;!]+$/, '')))
    .filter((word) => word !== '');
  // An ellipsis or a dash between words is none.
  const lettered = all.filter((word) => /[\p{L}\p{N}]/u.test(word));
  return lettered.length === 0 ? all : lettered;
}

/** What can be found: a section of a chapter, a sandbox's files, an interviewer's question, a claim that is often taught. */
export const KINDS = ['prose', 'question', 'error', 'sandbox'] as const;
export type Kind = (typeof KINDS)[number];

/** What is between two terms in the index. */
export const TERMS_APART = ' · ';

/** A place, as far as the order of results takes it into account. */
export interface Place {
  readonly title: string;
  readonly text: string;
  /** The title of the chapter that the place is in. */
  readonly chapter?: string;
  /** What is emphasized there, which are terms where they are introduced, and queries that mean it. */
  readonly terms?: readonly string[];
  readonly kind?: Kind;
}

/** How many letters a word of a title may have beyond the word looked for: “limiting” for “limit”. */
const ENDING = 3;

/** How many letters words must begin with in common to be alike, and at least half of the word that is looked for. */
const LIKE = 3;

/**
 * What a place of a kind has less than a section that explains: questions and claims have whole sentences as titles,
 * code has many words and explains none.
 */
const LESS: Readonly<Record<Kind, number>> = { prose: 0, question: 1.8, error: 1.8, sandbox: 1.5 };
/** Sections in which a word stands for what was explained before them, or names where to read on. */
const REPEATS = /^(At scale|Remember|Sources|Exercise)\b/;
/** How often words must be in a text of the usual length for half of what repetition can add; and that length, in letters. */
const HALF = 2;
const USUAL = 3000;
/** How many words a title may have for what it says to count half. */
const TITLE = 10;

/**
 * How well a place fits: how many of the words begin a word there, letter by letter, and more where they are in its
 * title or in its chapter's, or often in its text. The index also finds by stems, for which “cores” is as good as
 * “CORS”. Repetition counts as in Okapi BM25: each time less, and less in a long text (Robertson and Zaragoza, “The
 * Probabilistic Relevance Framework: BM25 and Beyond”, 2009).
 *
 * @param pairs words that follow each other in the query
 */
export function fit(
  { title, text, chapter = '', terms = [], kind = 'prose' }: Place,
  words: readonly string[],
  pairs: readonly string[] = [],
): number {
  const [heading, contents, introduced] = [pieces(title), pieces(text), pieces(terms.join(' '))];
  // A chapter's beginning has its title.
  const begins = chapter.endsWith(title);
  const about = begins ? [] : pieces(chapter);
  const repeated = (often: number) => often / (often + HALF * (0.7 + (0.3 * Math.max(text.length, USUAL)) / USUAL));
  const inTitle = 1.4 / (1 + title.split(' ').length / TITLE);
  const points = words.map((word) => {
    const names = (piece: string) => piece.startsWith(word) && piece.length <= word.length + ENDING;
    const often = contents.filter(names).length;
    const there = often > 0 || [...heading, ...contents].some((piece) => piece.startsWith(word));
    return (
      Number(there) +
      repeated(often) +
      inTitle * Number(heading.some(names)) +
      0.8 * Number(introduced.some(names)) +
      0.7 * Number(about.some(names))
    );
  });
  const meant = terms.some((term) => wordsOf(term).join(' ') === words.join(' '));
  const running = plain(`${title} ${text}`);
  const together = pairs.map((pair) => {
    const often = running.split(pair).length - 1;
    return repeated(often) + 0.5 * Number(often > 0);
  });
  const less = LESS[kind] + 1.6 * Number(REPEATS.test(title)) + 0.5 * Number(begins);
  return [...points, ...together].reduce((sum, point) => sum + point, Number(meant) - less);
}

/** In lower case, with one space between words and without what the index has added. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(BOOK, OTHERS).replaceAll(ADDED, '').replaceAll(/\s+/g, ' ');
}

/** How many of the words a place has, letter by letter. */
export function has({ title, text }: Place, words: readonly string[]): number {
  const all = pieces(`${title} ${text}`);
  return words.filter((word) => all.some((piece) => piece.startsWith(word))).length;
}

/**
 * Whether a place has a word like one that is looked for: “indexes” for “indexing”. The index shortens a word that it has
 * not until it finds something, and would so give `zz` for any word that begins with it.
 */
export function hasLike({ title, text }: Place, words: readonly string[]): boolean {
  const all = pieces(`${title} ${text}`);
  return words.some((word) => {
    const beginning = word.slice(0, Math.max(LIKE, Math.ceil(word.length / 2)));
    return all.some((piece) => piece.startsWith(beginning));
  });
}

/** Words, whole and in parts, as often as they are there: `app.use(express.json())` has `express.json` and `json`. */
function pieces(text: string): readonly string[] {
  const lower = text.toLowerCase().replaceAll(BOOK, OTHERS);
  const whole = lower.match(/[\p{L}\p{N}][\p{L}\p{N}._\-/:@$+]*/gu) ?? [];
  const parts = whole.flatMap((word) => {
    const found = word.match(/[\p{L}\p{N}]+/gu) ?? [];
    return found.length === 1 && found[0] === word ? [] : found;
  });
  return [...whole, ...parts];
}
