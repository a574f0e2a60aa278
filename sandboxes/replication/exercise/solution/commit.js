/**
 * May the client hear "done"? The record is in the primary's log.
 * @param replicas those that are connected, each with the positions that were `sent` to
 *   it, that it has `received`, and that it has `applied`
 */
export function isDone({ mode, lsn, replicas }) {
  if (mode === 'async') return true;
  // Every one of none has received it: nobody connected is nobody who has a copy.
  return replicas.length > 0 && replicas.every(({ received }) => received >= lsn);
}
