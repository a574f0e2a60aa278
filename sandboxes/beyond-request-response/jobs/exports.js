import { setTimeout as sleep } from 'node:timers/promises';

const TAKES = 4_000;
const KEPT = 100; // exports that are remembered
const AT_ONCE = 5;
const exports = new Map();
let lastId = 0;

export const find = (id) => exports.get(Number(id));
export const list = () =>
  [...exports.values()].map(({ id, state }) => ({ id, state }));
export const isBusy = () =>
  list().filter(({ state }) => state === 'running').length >= AT_ONCE;

/** Begins an export. @returns what is known of it; its `finished` never rejects */
export function start(format) {
  const job = { id: (lastId += 1), format, state: 'running', begun: Date.now() };
  exports.set(job.id, job);
  const [oldest] = exports.keys();
  if (exports.size > KEPT && exports.get(oldest).state !== 'running')
    exports.delete(oldest);
  job.finished = work(job);
  return job;
}

async function work(job) {
  try {
    await sleep(TAKES); // the queries, the file
    if (job.format === 'pdf') throw new Error('No font has the letter ẞ');
    job.state = 'done';
  } catch (error) {
    console.error(`export ${job.id}:`, error.message);
    job.state = 'failed';
  }
}

/** What a client may know, and no more: the log has the reason. */
export function describe({ id, state, begun }) {
  const percent = Math.min(99, Math.floor(((Date.now() - begun) / TAKES) * 100));
  return {
    state,
    ...(state === 'running' && { percent }),
    ...(state === 'done' && { file: `/exports/${id}/file` }),
    ...(state === 'failed' && {
      error: 'The export could not be made; nothing was kept.',
    }),
  };
}
