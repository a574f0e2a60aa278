/** Sentences on what can be seen of a database, and what cannot. */
import type { DatabaseInfo } from '../../engine/engine.ts';

/** Why there is no database to be seen. @param busy processes that do not answer. @param active whether programs run */
export function absence(busy: readonly string[], active: boolean): string {
  if (busy.length > 0) return `${sentence(busy)} busy and cannot be looked into now.`;
  return active
    ? 'The program has no database open now.'
    : 'The program has ended and has left no database in a file; one in memory ends with its process.';
}

/** What the reader should know of a copy; `null` when there is nothing. */
export function remarks({ left, open, transaction, path }: DatabaseInfo, busy: readonly string[]): string | null {
  const remark = left
    ? 'The program has ended; this is the file that it has left.'
    : transaction
      ? path === null
        ? 'A transaction is open: what it has written so far is shown, though it may still be rolled back.'
        : 'A transaction is open: what it has written is not shown before it is committed.'
      : open
        ? null
        : 'No connection to this file is open now.';
  const waiting = busy.length > 0 ? `${sentence(busy)} busy: databases of it are not shown.` : null;
  return [remark, waiting].filter((each) => each !== null).join(' ') || null;
}

const sentence = (names: readonly string[]): string =>
  names.length === 1 ? `The process ${names[0]} is` : `The processes ${names.join(', ')} are`;
