// Broken on purpose: the jobs are in memory, there is no bound, the worker stays with a
// job that fails, and nobody looks at keys.
import { setTimeout as sleep } from 'node:timers/promises';
import { handlers } from './handlers.js';

const jobs = []; // all that there were
const waiting = [];
let isBusy = false;

/**
 * Takes a job on.
 * @param key two jobs with one key are one job; null is no key
 * @returns its id, or undefined if there is no room
 */
export function add(kind, data, key = null) {
  const job = { id: jobs.length + 1, kind, data, key, state: 'waiting', tries: 0 };
  jobs.push(job);
  waiting.push(job);
  work();
  return job.id;
}

async function work() {
  if (isBusy) return;
  isBusy = true;
  while (waiting.length > 0) {
    const [job] = waiting;
    job.tries += 1;
    try {
      await handlers[job.kind](job.data);
      job.state = 'done';
      waiting.shift();
    } catch {
      await sleep(1000);
    }
  }
  isBusy = false;
}

/** @returns { state, tries } of a job: waiting, done or dead; or undefined */
export const find = (id) => jobs[id - 1];

/** @returns { id, tries } of all that are dead */
export const deadLetters = () => [];
