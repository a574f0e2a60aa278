import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { apply, position, rows } from './store.js';

/** Why there is nothing to restore; answered with 409. */
export class NoBase extends Error {}

/**
 * The newest base copy that is not younger than `to`, and the log from there to `to`.
 * @param to up to and with this second, such as 09:43:29
 */
export function restore({ bases, log, to }) {
  const base = bases.findLast(({ at }) => `${at}:59` <= to);
  if (!base) throw new NoBase(`the oldest base is of ${bases[0]?.at ?? 'never'}`);
  copyFileSync(base.file, 'restored.db'); // never over the file that is in use
  const db = new DatabaseSync('restored.db');
  try {
    const from = position(db);
    const records = log.filter(({ lsn, at }) => lsn > from && at <= to);
    for (const record of records) apply(db, record);
    const { integrity_check: check } = db.prepare('PRAGMA integrity_check').get();
    const missing = log.length === 0 || log.at(-1).at < to;
    return {
      base: base.at,
      replayed: records.length,
      upTo: records.at(-1)?.at ?? `${base.at}:59`,
      logEndsBefore: missing,
      integrity: check,
      rows: rows(db),
    };
  } finally {
    db.close();
  }
}
