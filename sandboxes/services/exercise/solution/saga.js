import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { call, payment, stock } from './call.js';

const db = new DatabaseSync('shop.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY, customer TEXT NOT NULL, item TEXT NOT NULL,
    state TEXT NOT NULL, step INT NOT NULL DEFAULT 0
  )
`);
const insert = db.prepare(`
  INSERT INTO orders (customer, item, state) VALUES (?, ?, 'running') RETURNING id`);
const find = db.prepare('SELECT * FROM orders WHERE id = ?');
const list = db.prepare('SELECT id, item, state FROM orders WHERE customer = ?');
const open = db.prepare(`
  SELECT id FROM orders WHERE state NOT IN ('confirmed', 'canceled')`);
const write = db.prepare('UPDATE orders SET state = ?, step = ? WHERE id = ?');

// Both services know a DELETE of the same address, which makes up for the PUT.
const steps = [
  {
    go: ({ id, item }) => call('PUT', `${stock}/reservations/${id}`, { item }),
    undo: ({ id }) => call('DELETE', `${stock}/reservations/${id}`),
  },
  {
    go: ({ id, customer }) =>
      call('PUT', `${payment}/payments/${id}`, { customer, amount: 40 }),
    undo: ({ id }) => call('DELETE', `${payment}/payments/${id}`),
  },
];

/** Takes one step, forward or back. */
async function proceed(order) {
  const { id, step, state } = order;
  if (state === 'giving up') {
    if (step === 0) return write.run('canceled', step, id);
    for (let wait = 100; (await steps[step - 1].undo(order)) !== 'done'; wait *= 2)
      await sleep(Math.min(wait, 60_000)); // until it is done
    return write.run('giving up', step - 1, id);
  }
  if (step === steps.length) return write.run('confirmed', step, id);
  const outcome = await steps[step].go(order);
  // The step that failed is made up for as well: it may have happened, or may yet.
  write.run(outcome === 'done' ? 'running' : 'giving up', step + 1, id);
}

/** Goes on with an order until it is confirmed or canceled. @returns the order */
export async function run(id) {
  for (;;) {
    const order = find.get(id);
    if (['confirmed', 'canceled'].includes(order.state)) return order;
    await proceed(order);
  }
}

export const begin = ({ customer, item }) => insert.get(customer, item).id;
export const ordersOf = (customer) => list.all(customer);

/** What a process that was killed has left. */
export const unfinished = () => open.all().map(({ id }) => id);
