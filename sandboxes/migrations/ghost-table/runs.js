import { setTimeout as wait } from 'node:timers/promises';
import { abandon, applyLog, begin, copyChunk, swap } from './ghost.js';
import { open, writer } from './shop.js';

const CHUNK = 500; // rows that are copied at once; writers wait for no more than that
const [HIGH, LOW] = [8, 14]; // the load is high from step 8 to 13

export const ways = {
  once: { chunk: 1_000_000 },
  copy: { chunk: CHUNK },
  log: { chunk: CHUNK, log: true, lastPass: true },
  noLastPass: { chunk: CHUNK, log: true },
  paused: { chunk: CHUNK, log: true, lastPass: true, pauses: true },
  bad: { chunk: CHUNK, log: true, lastPass: true, bad: true },
};

const left = `SELECT id, customer, total FROM`;
/** How many rows up to `id` are not the same in two tables. */
function differing(db, one, two, id) {
  const side = (a, b) =>
    `SELECT id FROM (${left} ${a} WHERE id <= ? EXCEPT ${left} ${b} WHERE id <= ?)`;
  const both = `${side(one, two)} UNION ${side(two, one)}`;
  return db.prepare(`SELECT count(*) AS n FROM (${both})`).get(id, id, id, id).n;
}
const count = (db, table) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get().n;

/** Copies while the app writes. @returns a report, and for each step what was stale */
export async function run({ chunk, bad, pauses, ...way }) {
  const db = open({ bad });
  const write = writer(db);
  const stale = [];
  let largest = 0;
  try {
    begin(db, way);
    const { last } = db.prepare('SELECT max(id) AS last FROM orders').get();
    let after = 0;
    for (let step = 0; ; step += 1) {
      const high = pauses && step >= HIGH && step < LOW;
      if (!high) {
        const upTo = copyChunk(db, after, last, chunk);
        if (upTo === undefined) break;
        largest = Math.max(largest, Math.min(chunk, upTo - after));
        after = upTo;
        if (way.log) applyLog(db);
      }
      write(); // the app, whose turn it is between two steps
      stale.push(differing(db, 'orders', 'orders_ghost', after));
      await wait(5);
    }
    swap(db, way);
    return {
      stale,
      report: {
        steps: stale.length,
        rowsInOneStep: largest,
        rows: count(db, 'orders'),
        lostOrStale: differing(db, 'orders_old', 'orders', 1_000_000),
      },
    };
  } catch (error) {
    abandon(db);
    return { stale, report: { error: error.message, rows: count(db, 'orders') } };
  } finally {
    db.close();
  }
}
