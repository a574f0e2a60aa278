/** Two texts, line by line. */
import { structuredPatch } from 'diff';

export interface ComparedLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines that differ, and some around them. */
export interface Hunk {
  /** The number of its first line in the text before. */
  readonly first: number;
  readonly lines: readonly ComparedLine[];
}

const KINDS: Readonly<Record<string, ComparedLine['kind']>> = { '-': 'removed', '+': 'added', ' ': 'same' };

/** @returns what makes `before` become `after`; nothing when they are the same */
export function compare(before: string, after: string): readonly Hunk[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  return hunks.map(({ oldStart, lines }) => ({
    first: Math.max(oldStart, 1),
    // A line that begins otherwise says that the text ends without a line break.
    lines: lines.flatMap((line) => {
      const kind = KINDS[line[0] ?? ''];
      return kind === undefined ? [] : [{ kind, text: line.slice(1) }];
    }),
  }));
}
