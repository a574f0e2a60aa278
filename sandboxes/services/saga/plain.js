// Broken on purpose: two calls, one after the other, and what fails is left as it is.
import { DatabaseSync } from 'node:sqlite';
import { call, payment, stock } from './call.js';

const db = new DatabaseSync('plain.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, withdrawn INT NOT NULL DEFAULT 0
  )
`);
const insert = db.prepare(`INSERT INTO orders (id, state) VALUES (?, 'running')`);
const fail = db.prepare(`UPDATE orders SET state = 'failed' WHERE id = ?`);
const confirm = db.prepare(`
  UPDATE orders SET state = 'confirmed' WHERE id = ? AND NOT withdrawn`);
const find = db.prepare('SELECT state FROM orders WHERE id = ?');

function must(outcome) {
  if (outcome !== 'done') throw new Error(outcome);
}

export async function place({ id, item, customer, amount }, at) {
  insert.run(id);
  await at('begun');
  try {
    must(await call('PUT', `${stock}/reservations/${id}`, { item }));
    await at('reserve');
    must(await call('PUT', `${payment}/payments/${id}`, { customer, amount }));
    await at('charge');
    if (confirm.run(id).changes === 0) throw new Error('withdrawn');
  } catch {
    fail.run(id);
  }
  await at('confirm');
}

export const stateOf = (id) => find.get(id)?.state ?? 'none';

// For experiments.
export const withdraw = (id) =>
  db.prepare('UPDATE orders SET withdrawn = 1 WHERE id = ?').run(id);
export const reset = () => db.exec('DELETE FROM orders');
