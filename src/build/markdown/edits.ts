/** Replaces parts of a text, so that what is not replaced stays to the letter. */

export interface Edit {
  /** Offsets into the text: the first character that goes, and the first that stays. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * @param edits in any order
 * @throws RangeError when two overlap
 */
export function withEdits(source: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, text } of edits.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    if (from < at) throw new RangeError(`two edits overlap at ${from}: ${source.slice(from, from + 40)}`);
    result += source.slice(at, from) + text;
    at = to;
  }
  return result + source.slice(at);
}
