// Broken on purpose: looks first, and notes later.
import { setTimeout as sleep } from 'node:timers/promises';
import { credit, db } from './db.js';

const known = db.prepare('SELECT 1 FROM inbox WHERE id = ?');
const note = db.prepare('INSERT OR IGNORE INTO inbox (id) VALUES (?)');

/** Stands for a question to another service. */
async function pointsFor(euros) {
  await sleep(10);
  return euros;
}

/** A message from the broker, which may deliver it several times, also at once. */
export async function receive({ id, customer, euros }) {
  if (known.get(id)) return;
  const points = await pointsFor(euros);
  credit(customer, points);
  note.run(id);
}
