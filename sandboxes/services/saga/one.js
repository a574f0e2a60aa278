// One program: order, stock and credit are tables of one database.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync('one.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, withdrawn INT NOT NULL DEFAULT 0
  );
  CREATE TABLE IF NOT EXISTS items (
    item TEXT PRIMARY KEY, free INT NOT NULL CHECK (free >= 0)
  );
  CREATE TABLE IF NOT EXISTS accounts (
    customer TEXT PRIMARY KEY, credit INT NOT NULL CHECK (credit >= 0)
  );
`);
const insert = db.prepare(`INSERT INTO orders (id, state) VALUES (?, 'running')`);
const take = db.prepare(`
  UPDATE items SET free = free - 1 WHERE item = ? AND free > 0`);
const charge = db.prepare(`
  UPDATE accounts SET credit = credit - :amount
  WHERE customer = :customer AND credit >= :amount`);
const confirm = db.prepare(`
  UPDATE orders SET state = 'confirmed' WHERE id = ? AND NOT withdrawn`);
const find = db.prepare('SELECT state FROM orders WHERE id = ?');

function must({ changes }) {
  if (changes === 0) throw new Error('refused');
}

/** @param at where the experiment may step in: it waits only to be killed */
export async function place({ id, item, customer, amount }, at) {
  db.exec('BEGIN IMMEDIATE');
  try {
    insert.run(id);
    await at('begun');
    must(take.run(item));
    await at('reserve');
    must(charge.run({ customer, amount }));
    await at('charge');
    must(confirm.run(id));
    db.exec('COMMIT');
  } catch {
    db.exec('ROLLBACK');
  }
  await at('confirm');
}

export const stateOf = (id) => find.get(id)?.state ?? 'none';

// For experiments.
export const withdraw = (id) =>
  db.prepare('UPDATE orders SET withdrawn = 1 WHERE id = ?').run(id);
export const reset = () => db.exec(`
  DELETE FROM orders; DELETE FROM items; DELETE FROM accounts;
  INSERT INTO items VALUES ('lamp', 3);
  INSERT INTO accounts VALUES ('ada', 100);`);
export const seen = () => db.prepare(`
  SELECT free, credit FROM items, accounts
  WHERE item = 'lamp' AND customer = 'ada'`).get();
