// The shop, as a process that can be killed. It stores an order and tells the broker.
import { DatabaseSync } from 'node:sqlite';
import { publish } from './client.js';

const [, , way, killedAt] = process.argv;
const db = new DatabaseSync('shop.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, customer TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, body TEXT NOT NULL);`);
const order = db.prepare('INSERT INTO orders (customer) VALUES (?) RETURNING id');
const put = db.prepare('INSERT INTO outbox (id, body) VALUES (?, ?)');
const next = db.prepare('SELECT id, body FROM outbox ORDER BY rowid LIMIT 1');
const crossOut = db.prepare('DELETE FROM outbox WHERE id = ?');

async function dieAt(place) {
  if (place !== killedAt) return;
  process.send('kill me');
  await new Promise(() => {});
}

const ways = {
  // Broken on purpose: two writes to two systems, and a process that may end between.
  async dualWrite(customer) {
    const { id } = order.get(customer);
    await dieAt('committed');
    await publish({ id: `order-${id}`, body: { customer, points: 10 } });
    await dieAt('sent');
  },
  async outbox(customer) {
    db.exec('BEGIN IMMEDIATE');
    try {
      const { id } = order.get(customer);
      put.run(`order-${id}`, JSON.stringify({ customer, points: 10 }));
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
    await dieAt('committed');
    await relay();
  },
};

/** Sends what lies in the outbox; a row goes when the broker has confirmed. */
async function relay() {
  for (let row = next.get(); row; row = next.get()) {
    await publish({ id: row.id, body: JSON.parse(row.body) });
    await dieAt('sent');
    crossOut.run(row.id);
  }
}

process.on('disconnect', () => process.exit());
await (way === 'restart' ? relay() : ways[way]('ada'));
const { orders } = db.prepare('SELECT count(*) AS orders FROM orders').get();
process.send({ orders });
