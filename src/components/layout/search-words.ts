/** The words that the search index is asked for, and the order of the places that it finds. */

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
  const all = query
    .toLowerCase()
    .split(/\s+/)
    .map((word) => (IS_OPERATOR.test(word) ? encode(word) : word.replace(/[?,;!]+$/, '')))
    .filter((word) => word !== '');
  const telling = all.filter((word) => !EMPTY.has(word));
  return telling.length === 0 ? all : telling;
}

/** A place, as far as the order of results takes it into account. */
export interface Place {
  readonly title: string;
  readonly text: string;
  /** The title of the chapter that the place is in. */
  readonly chapter?: string;
  /** Whether the place is code, which has many words and explains none. */
  readonly isCode?: boolean;
}

/** How many letters a word of a title may have beyond the word looked for: “limiting” for “limit”. */
const ENDING = 3;

/** How many letters words must begin with in common to be alike, and at least half of the word that is looked for. */
const LIKE = 3;

/**
 * How well a place fits: how many of the words begin a word there, letter by letter, and more where they are in its
 * title or in its chapter's. The index also finds by stems, for which “cores” is as good as “CORS”.
 */
export function fit({ title, text, chapter = '', isCode = false }: Place, words: readonly string[]): number {
  const [heading, contents, about] = [pieces(title), pieces(text), pieces(chapter)];
  const points = words.map((word) => {
    const begins = (piece: string) => piece.startsWith(word);
    const names = (piece: string) => begins(piece) && piece.length <= word.length + ENDING;
    return (
      Number(heading.some(begins) || contents.some(begins)) + Number(heading.some(names)) + Number(about.some(names))
    );
  });
  return points.reduce((sum, point) => sum + point, isCode ? -0.5 : 0);
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

/** Words, whole and in parts: `app.use(express.json())` has `express.json` and `json`. */
function pieces(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return [
    ...new Set([
      ...(lower.match(/[\p{L}\p{N}][\p{L}\p{N}._\-/:@$+]*/gu) ?? []),
      ...(lower.match(/[\p{L}\p{N}]+/gu) ?? []),
    ]),
  ];
}
