import { DatabaseSync } from 'node:sqlite';
import { occurrences } from './cron.js';

const LONGEST = 60_000; // then look again: somebody may have set the machine's clock
const OLDEST = 7 * 86_400_000; // milliseconds; what is older is not caught up

/** A row for each run, shared by all schedulers. The key lets one of them in. */
export function createRuns() {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE TABLE runs (
    job TEXT, due INTEGER, by TEXT, PRIMARY KEY (job, due)) STRICT`);
  const insert = db.prepare(`
    INSERT INTO runs (job, due, by) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`);
  const latest = db.prepare('SELECT max(due) AS due FROM runs WHERE job = ?');
  return {
    claim: (job, due, by) => insert.run(job, due, by).changes === 1,
    latest: (job) => latest.get(job).due,
  };
}

/**
 * @param job { name, cron, zone, policy, run(due) }
 * @param runs from createRuns; without it nothing is remembered, and nobody asked
 * @param missed of several that are due: 'all', or 'latest', the others left out
 */
export function createScheduler({ name, clock, job, runs, missed = 'latest' }) {
  let seen = runs?.latest(job.name) ?? clock.now; // all up to here is done
  let cancel;

  function tick() {
    cancel = clock.at(clock.now + LONGEST, tick); // first: a run may throw
    const from = Math.max(seen, clock.now - OLDEST);
    const due = [...occurrences(job.cron, job.zone, from, clock.now, job.policy)];
    seen = Math.max(seen, clock.now); // a clock that is set back repeats nothing
    for (const at of missed === 'all' ? due : due.slice(-1)) {
      if (!runs || runs.claim(job.name, at, name)) job.run(at, name);
    }
  }
  tick();
  return { stop: () => cancel() };
}
