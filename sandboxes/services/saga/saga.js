// The saga: steps forward, for each what makes up for it, and a row that says how far.
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { call, payment, stock } from './call.js';

const steps = [
  {
    name: 'reserve',
    go: ({ id, item }) => call('PUT', `${stock}/reservations/${id}`, { item }),
    undo: ({ id }) => call('DELETE', `${stock}/reservations/${id}`),
  },
  {
    name: 'charge',
    go: ({ id, customer, amount }) =>
      call('PUT', `${payment}/payments/${id}`, { customer, amount }),
    undo: ({ id }) => call('DELETE', `${payment}/payments/${id}`),
  },
];

const db = new DatabaseSync('saga.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, item TEXT NOT NULL, customer TEXT NOT NULL,
    amount INT NOT NULL, state TEXT NOT NULL, step INT NOT NULL DEFAULT 0,
    withdrawn INT NOT NULL DEFAULT 0,
    CHECK (state IN ('running', 'giving up', 'confirmed', 'canceled'))
  )
`);
const insert = db.prepare(`
  INSERT INTO orders (id, item, customer, amount, state)
  VALUES (:id, :item, :customer, :amount, 'running')`);
const find = db.prepare('SELECT * FROM orders WHERE id = ?');
const open = db.prepare(`
  SELECT id FROM orders WHERE state IN ('running', 'giving up')`);
const write = db.prepare(`
  UPDATE orders SET state = :state, step = :step WHERE id = :id`);
const confirm = db.prepare(`
  UPDATE orders SET state = 'confirmed' WHERE id = ? AND NOT withdrawn`);

async function forward(order, at) {
  const { id, step } = order;
  if (step === steps.length) {
    if (confirm.run(id).changes === 0) write.run({ id, state: 'giving up', step });
    return;
  }
  const outcome = await steps[step].go(order);
  await at(steps[step].name);
  // What failed is made up for as well: it may have happened, or may happen yet.
  const state = outcome === 'done' ? 'running' : 'giving up';
  write.run({ id, state, step: step + 1 });
}

async function back(order, at) {
  const { id, step } = order;
  if (step === 0) return write.run({ id, state: 'canceled', step });
  const { name, undo } = steps[step - 1];
  for (let wait = 100; (await undo(order)) !== 'done'; wait *= 2)
    await sleep(Math.min(wait, 60_000)); // no way back from here: until it is done
  await at(`undo ${name}`);
  write.run({ id, state: 'giving up', step: step - 1 });
}

async function run(id, at) {
  for (;;) {
    const order = find.get(id);
    if (order.state === 'running') await forward(order, at);
    else if (order.state === 'giving up') await back(order, at);
    else return;
  }
}

export async function place({ id, item, customer, amount }, at) {
  insert.run({ id, item, customer, amount });
  await at('begun');
  await run(id, at);
  await at('confirm');
}

/** Goes on with what a process that was killed has left. */
export const resume = (at) => Promise.all(open.all().map(({ id }) => run(id, at)));

export const stateOf = (id) => find.get(id)?.state ?? 'none';

// For experiments.
export const withdraw = (id) =>
  db.prepare('UPDATE orders SET withdrawn = 1 WHERE id = ?').run(id);
export const reset = () => db.exec('DELETE FROM orders');
