// "At least one doctor is on call" is a rule over several rows. One way that breaks it,
// on purpose, and three that keep it. A transaction looks, thinks, and writes.
import { again, atOnce, later } from './retry.js';

export class Refused extends Error {}

const onCall = ({ value }) => value === 'on call';
const think = ({ sleep }) => sleep(10); // another table is read

const lookAndLeave = (db, doctor) => async (transaction) => {
  const there = transaction.select(onCall);
  await think(db);
  if (there.length < 2) throw new Refused('the last one stays');
  await transaction.write(doctor, () => 'home');
};

export const ways = {
  // Broken on purpose: each reads what the other is about to change.
  skew: (db, doctor) => again(db, 'repeatable read', atOnce, lookAndLeave(db, doctor)),

  // 1. What the decision depends on is locked first, by all in the same order.
  lock: (db, doctor) => again(db, 'read committed', atOnce, async (transaction) => {
    for (const other of db.doctors) await transaction.write(other, (old) => old);
    await lookAndLeave(db, doctor)(transaction);
  }),

  // 2. The rule becomes one row, which whoever leaves must change. In SQL the
  //    condition is a CHECK, or stands in the WHERE.
  shift: (db, doctor) => again(db, 'read committed', atOnce, async (transaction) => {
    await think(db);
    await transaction.write('shift', (left) => {
      if (left < 2) throw new Refused('the last one stays');
      return left - 1;
    });
    await transaction.write(doctor, () => 'home');
  }),

  // 3. The database notices, and the program tries again: at once, or a little later.
  serializable: (db, doctor) =>
    again(db, 'serializable', atOnce, lookAndLeave(db, doctor)),
  backoff: (db, doctor) =>
    again(db, 'serializable', later, lookAndLeave(db, doctor)),
};
