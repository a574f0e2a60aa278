// The process that moves money and can be killed. supervisor.js starts it.
import { DatabaseSync } from 'node:sqlite';
import { balances, create, file } from './bank.js';
import { jobs, ways } from './ways.js';

let db;

process.on('message', async ({ fresh, job, way, killed }) => {
  /** Says what this process sees, and waits for the signal that nobody survives. */
  async function dieAt(place) {
    if (place !== killed) return;
    process.send({ killMe: true, sees: balances(db) });
    await new Promise(() => {}); // nothing else uses this connection meanwhile
  }
  if (fresh) create(fresh);
  if (!db) {
    db = new DatabaseSync(file); // recovers at the first read
    db.exec('PRAGMA cache_size = 5'); // pages: a large job must write before COMMIT
  }
  if (job) await ways[way](db, jobs[job], dieAt);
  process.send({ sees: balances(db) });
});
process.on('disconnect', () => process.exit());
