/**
 * A page that is being left may end before IndexedDB has what it was given: the transaction is then given up. What is
 * written is therefore put into `localStorage` first, which has it at once, and stays there until it is written.
 */
import type { KeptRecord, Shelf } from './kept.ts';
import type { StoredValues } from './stored-values.ts';

const keyOf = (sandbox: string): string => `port3000.unwritten.${sandbox}`;

/** @returns the shelf, with what a page before did not finish to write */
export function writtenAhead(shelf: Shelf, values: StoredValues): Shelf {
  return {
    async read(sandbox) {
      const text = values.read(keyOf(sandbox));
      if (text === null) return shelf.read(sandbox);
      const record = JSON.parse(text) as KeptRecord | null;
      await this.write(sandbox, record);
      return record ?? undefined;
    },
    async write(sandbox, record) {
      const text = JSON.stringify(record);
      values.write(keyOf(sandbox), text);
      try {
        await shelf.write(sandbox, record);
      } finally {
        // A later one may be under way.
        if (values.read(keyOf(sandbox)) === text) values.write(keyOf(sandbox), null);
      }
    },
  };
}
