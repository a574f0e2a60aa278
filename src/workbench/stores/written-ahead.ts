/**
 * A page that is being left may end before IndexedDB has what it was given: the transaction is then given up. What is
 * written is therefore put into `localStorage` first, which has it at once, and stays there until it is written.
 */
import type { KeptRecord, Shelf } from './kept.ts';
import type { StoredValues } from './stored-values.ts';

/** @returns the shelf, with what a page before did not finish to write */
export function writtenAhead(shelf: Shelf, values: StoredValues): Shelf {
  const keyOf = (sandbox: string) => `port3000.unwritten.${sandbox}`;
  return {
    async read(sandbox) {
      const text = values.read(keyOf(sandbox));
      if (text === null) return shelf.read(sandbox);
      const record = JSON.parse(text) as KeptRecord | null;
      await this.write(sandbox, record);
      return record ?? undefined;
    },
    write(sandbox, record) {
      const key = keyOf(sandbox);
      const text = JSON.stringify(record);
      values.write(key, text);
      // A later one may be under way.
      return shelf.write(sandbox, record).finally(() => values.read(key) === text && values.write(key, null));
    },
  };
}
