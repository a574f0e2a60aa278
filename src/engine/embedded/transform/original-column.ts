/** Finds where a column of a rewritten line was before: transforms keep lines, and most of the text on them. */

import { IN_URL } from './in-url.ts';

/** The tokens of a line; a URL that holds a module is one token. */
const TOKENS = new RegExp(`${IN_URL}[\\w.~%-]*|[\\p{ID_Continue}$]+|\\s+|.`, 'gu');
/** Edits beyond which looking for the best match takes too long. */
const MOST_EDITS = 500;

/** Positions from 0 that the beginnings of the same token have in both texts, and its length. */
interface Pair {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** @returns a function from columns of `after` to those of `before`, both from 1 */
export function originalColumns(before: string, after: string): (column: number) => number {
  const pairs = commonTokens(before, after);
  return (column) => {
    // A column in inserted text becomes the column of the next token.
    const pair = pairs.find((each) => column <= each.after + each.length);
    return pair ? pair.before + Math.max(0, column - 1 - pair.after) + 1 : before.length + 1;
  };
}

function commonTokens(before: string, after: string): Pair[] {
  const a = before.match(TOKENS) ?? [];
  const b = after.match(TOKENS) ?? [];
  const common = longestCommon(a, b) ?? insertions(a, b);
  const offsets = (tokens: readonly string[]): number[] => {
    let offset = 0;
    return tokens.map((token) => (offset += token.length) - token.length);
  };
  const [offsetsA, offsetsB] = [offsets(a), offsets(b)];
  return common.map(([i, j]) => ({ before: offsetsA[i] ?? 0, after: offsetsB[j] ?? 0, length: a[i]?.length ?? 0 }));
}

/** The common tokens if the second text is the first with more in between, which is most of what transforms do. */
function insertions(a: readonly string[], b: readonly string[]): [number, number][] {
  const common: [number, number][] = [];
  for (const [index, token] of b.entries()) if (token === a[common.length]) common.push([common.length, index]);
  return common;
}

/** The longest common subsequence of tokens, in order (E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986). */
function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] | undefined {
  /** How far each diagonal has come in `a`, for every number of edits. */
  const steps: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  const last = a.length - b.length;
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const from = (edits: number, diagonal: number, known: ReadonlyMap<number, number>): number => {
    const below = known.get(diagonal + 1) ?? -1;
    const above = known.get(diagonal - 1) ?? -1;
    return diagonal === -edits || (diagonal !== edits && above < below) ? diagonal + 1 : diagonal - 1;
  };
  for (let edits = 0; edits <= most; edits += 1) {
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const previous = from(edits, diagonal, reached);
      let x = (reached.get(previous) ?? 0) + (previous < diagonal ? 1 : 0);
      while (x < a.length && a[x] === b[x - diagonal] && x - diagonal < b.length) x += 1;
      next.set(diagonal, x);
    }
    steps.push(reached);
    reached = next;
    if ((next.get(last) ?? -1) >= a.length) break;
  }
  if ((reached.get(last) ?? -1) < a.length) return undefined;

  const common: [number, number][] = [];
  let x = a.length;
  let diagonal = last;
  for (let edits = steps.length - 1; edits >= 0; edits -= 1) {
    const known = steps[edits] as Map<number, number>;
    const previous = from(edits, diagonal, known);
    const start = edits === 0 ? 0 : (known.get(previous) ?? 0) + (previous < diagonal ? 1 : 0);
    while (x > start) common.push([(x -= 1), x - diagonal]);
    x = known.get(previous) ?? 0;
    diagonal = previous;
  }
  return common.reverse();
}
