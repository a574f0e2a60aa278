import { db } from './db.js';
import { handlers } from './handlers.js';

const LIMIT = 20; // jobs that wait or are at work
const TRIES = 3;
const BASE = 200; // milliseconds: the longest wait before the second try
const CAP = 60_000;

const insert = db.prepare(`
  INSERT INTO jobs (kind, data, key, due_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO NOTHING RETURNING id`);
const byKey = db.prepare('SELECT id FROM jobs WHERE key = ?');
const open = db.prepare("SELECT count(*) AS n FROM jobs WHERE state = 'waiting'");
const next = db.prepare(`
  SELECT id, kind, data, tries, due_at FROM jobs WHERE state = 'waiting'
  ORDER BY due_at, id LIMIT 1`);
const attempt = db.prepare('UPDATE jobs SET tries = tries + 1 WHERE id = ?');
const finish = db.prepare('UPDATE jobs SET state = ? WHERE id = ?');
const later = db.prepare('UPDATE jobs SET due_at = ? WHERE id = ?');
const byId = db.prepare('SELECT state, tries FROM jobs WHERE id = ?');
const dead = db.prepare("SELECT id, tries FROM jobs WHERE state = 'dead'");

let isBusy = false;
let timer;

/**
 * Takes a job on.
 * @param key two jobs with one key are one job; null is no key
 * @returns its id, or undefined if there is no room
 */
export function add(kind, data, key = null) {
  const known = key === null ? undefined : byKey.get(key);
  if (known) return known.id;
  if (open.get().n >= LIMIT) return undefined;
  const job = insert.get(kind, JSON.stringify(data), key, Date.now()) ?? byKey.get(key);
  work();
  return job.id;
}

async function work() {
  if (isBusy) return;
  isBusy = true;
  clearTimeout(timer);
  let job = next.get();
  for (; job && job.due_at <= Date.now(); job = next.get()) {
    if (job.tries >= TRIES) {
      finish.run('dead', job.id); // its third try has ended the process
      continue;
    }
    attempt.run(job.id); // before the work: a job that kills the process counts, too
    try {
      await handlers[job.kind](JSON.parse(job.data));
      finish.run('done', job.id);
    } catch {
      const tries = job.tries + 1;
      if (tries >= TRIES) finish.run('dead', job.id);
      else {
        const longest = Math.min(CAP, BASE * 2 ** (tries - 1));
        later.run(Date.now() + Math.ceil(Math.random() * longest), job.id);
      }
    }
  }
  isBusy = false;
  if (job) timer = setTimeout(work, Math.min(CAP, job.due_at - Date.now()));
}
work(); // what an earlier process has left

/** @returns { state, tries } of a job: waiting, done or dead; or undefined */
export const find = (id) => byId.get(id);

/** @returns { id, tries } of all that are dead */
export const deadLetters = () => dead.all();
