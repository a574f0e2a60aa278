// Broken on purpose: `sync` is content when the record was sent.

/**
 * May the client hear "done"? The record is in the primary's log.
 * @param replicas those that are connected, each with the positions that were `sent` to
 *   it, that it has `received`, and that it has `applied`
 */
export function isDone({ mode, lsn, replicas }) {
  if (mode === 'async') return true;
  return replicas.every(({ sent }) => sent >= lsn);
}
