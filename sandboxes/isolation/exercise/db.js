// Connections to the store of versions. Each statement is on its way for 5 ms, so that
// others run meanwhile. Leave it as it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failed, Store } from './store.js';

const store = new Store({
  alice: 'on call', bob: 'on call', cleo: 'home', counter: 0,
  note: { text: 'quiet', version: 1 },
});
let last = 0;
let faults = 0; // so many COMMITs fail, for reasons of the database's own

export const failCommits = (count) => (faults = count);
export const openTransactions = () => store.running.size;

/** Begins a transaction: read uncommitted, read committed, repeatable read, serializable.
 * All that it has is awaited, and may throw an error with the `code` 40001 or 40P01:
 * then the whole transaction has been rolled back. One that neither commits nor rolls
 * back stays open, and keeps a connection. */
export async function begin(level = 'read committed') {
  await sleep(5);
  const transaction = store.begin(`t${(last += 1)}`, level);
  const sent = (step) => async (...values) => {
    await sleep(5);
    return step(...values);
  };
  return {
    read: sent((key) => transaction.select((row) => row.key === key)[0]?.value),
    /** How many rows have this value, now or in this transaction's snapshot. */
    count: sent((value) => transaction.select((row) => row.value === value).length),
    write: sent((key, value) => transaction.write(key, () => value)),
    /** UPDATE … SET value = value + by. @returns the new value */
    add: sent((key, by) => transaction.write(key, (value) => value + by)),
    /** SELECT … FOR UPDATE. @returns the value */
    lock: sent((key) => transaction.write(key, (value) => value)),
    commit: sent(() => {
      if (faults > 0) {
        faults -= 1;
        transaction.rollback();
        throw new Failed('40001', 'could not serialize access, says the database');
      }
      transaction.commit();
    }),
    rollback: sent(() => transaction.rollback()),
  };
}
