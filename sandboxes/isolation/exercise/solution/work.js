import { setTimeout as sleep } from 'node:timers/promises';
import { begin } from './db.js';

const TRIES = 10;
const isTemporary = ({ code }) => code === '40001' || code === '40P01';

/** A whole transaction, from BEGIN on, again when the database could not do it. */
async function transaction(level, step) {
  for (let tries = 1; ; tries += 1) {
    const db = await begin(level);
    try {
      const result = await step(db);
      await db.commit();
      return result;
    } catch (error) {
      await db.rollback();
      if (!isTemporary(error)) throw error;
      if (tries === TRIES) throw Object.assign(error, { status: 503 });
    }
    await sleep(Math.random() * Math.min(10 * 2 ** tries, 500));
  }
}

/** @returns whether the doctor may go: one who is on call must be left */
export const leave = (doctor) => transaction('serializable', async (db) => {
  if ((await db.read(doctor)) !== 'on call') return false;
  if ((await db.count('on call')) < 2) return false;
  await db.write(doctor, 'home');
  return true;
});

/** @returns the counter, one higher: one statement, which waits and then adds */
export const increment = () =>
  transaction('read committed', (db) => db.add('counter', 1));

/** @returns { status, note: { text, version } } for whoever has read `version`. It is
 * undefined if the request has no If-Match, and null if it has another tag than ours */
export async function save(text, version) {
  if (version === undefined) return { status: 428 };
  return transaction('read committed', async (db) => {
    const note = await db.lock('note'); // nobody writes between this and COMMIT
    if (note.version !== version) return { status: 412 };
    const saved = { text, version: note.version + 1 };
    await db.write('note', saved);
    return { status: 200, note: saved };
  });
}
