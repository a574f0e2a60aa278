// Broken on purpose: each of the three is right when it is alone. The database has a
// way to fail (see db.js) that none of them expects.
import { begin } from './db.js';

/** @returns whether the doctor may go: one who is on call must be left */
export async function leave(doctor) {
  const db = await begin('repeatable read');
  const isOnCall = (await db.read(doctor)) === 'on call';
  const there = await db.count('on call');
  if (!isOnCall || there < 2) {
    await db.rollback();
    return false;
  }
  await db.write(doctor, 'home');
  await db.commit();
  return true;
}

/** @returns the counter, one higher */
export async function increment() {
  const db = await begin('read committed');
  const value = (await db.read('counter')) + 1;
  await db.write('counter', value);
  await db.commit();
  return value;
}

/** @returns { status, note: { text, version } } for whoever has read `version`. It is
 * undefined if the request has no If-Match, and null if it has another tag than ours */
export async function save(text, version) {
  const db = await begin('read committed');
  const note = await db.read('note');
  const saved = { text, version: note.version + 1 };
  await db.write('note', saved);
  await db.commit();
  return { status: 200, note: saved };
}
