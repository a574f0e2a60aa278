// A queue in the memory of one process: what is in it is lost with the process.

const BASE = 200; // milliseconds: the longest wait before the second try
const CAP = 60_000;
const DEAD = 100; // dead letters that are kept
const KEPT = 1000; // finished jobs whose state can still be asked for

/** Full jitter: any time up to a limit that doubles with each try. */
export const jitter = (tries) => Math.random() * Math.min(CAP, BASE * 2 ** (tries - 1));

/**
 * @param handle does the work of one job, given its data; rejects if it has failed
 * @param limit jobs that may be in the queue, those at work and those that will be
 * tried again included
 */
export function createQueue({
  handle, limit = 20, workers = 1, tries = 3, pause = jitter,
}) {
  const jobs = new Map(); // id → job: open, finished and dead ones
  const open = new Set(); // the oldest first
  const waiting = [];
  const dead = [];
  let running = 0;
  let lastId = 0;

  /** @returns the job, or undefined if there is no room */
  function add(data) {
    if (open.size >= limit) return undefined;
    const job = { id: (lastId += 1), data };
    jobs.set(job.id, job);
    enter(job);
    return job;
  }

  function enter(job) {
    Object.assign(job, { state: 'waiting', tries: 0, since: Date.now() });
    open.add(job);
    waiting.push(job);
    next();
  }

  function next() {
    while (running < workers && waiting.length > 0) attempt(waiting.shift());
  }

  async function attempt(job) {
    running += 1;
    job.tries += 1;
    job.state = 'running';
    try {
      await handle(job.data);
      close(job, 'done');
    } catch (error) {
      job.error = error.message;
      if (job.tries >= tries) bury(job);
      else later(job);
    }
    running -= 1;
    next();
  }

  function later(job) {
    job.state = 'retrying';
    setTimeout(() => {
      waiting.push(job);
      next();
    }, pause(job.tries));
  }

  function close(job, state) {
    job.state = state;
    job.tookMs = Date.now() - job.since;
    open.delete(job);
    if (jobs.size <= KEPT) return;
    for (const { id, state } of jobs.values())
      if (state === 'done') return jobs.delete(id);
  }

  function bury(job) {
    close(job, 'dead');
    dead.push(job);
    if (dead.length > DEAD) jobs.delete(dead.shift().id);
  }

  /** Puts a dead letter back, with all its tries. @returns whether it was one */
  function redrive(job) {
    const at = dead.indexOf(job);
    if (at < 0 || open.size >= limit) return false;
    dead.splice(at, 1);
    enter(job);
    return true;
  }

  const age = () => {
    const [oldest] = open;
    return oldest ? Date.now() - oldest.since : 0;
  };
  return {
    add, redrive, dead, age, depth: () => open.size, find: (id) => jobs.get(id),
  };
}
