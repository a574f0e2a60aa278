// An order and a letter about it. The first two ways are broken on purpose.
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync('shop.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (id TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, letter TEXT NOT NULL);
`);
const addOrder = db.prepare('INSERT INTO orders VALUES (?)');
const addLetter = db.prepare('INSERT INTO outbox VALUES (?, ?)');
const waiting = db.prepare('SELECT id, letter FROM outbox ORDER BY rowid LIMIT 10');
const sent = db.prepare('DELETE FROM outbox WHERE id = ?');

const post = (id, letter) => fetch('http://localhost:4000/letters', {
  method: 'POST',
  headers: { Connection: 'close' },
  body: JSON.stringify({ id, letter }),
});

/** Each takes an order. dieAt is where the process may be killed. */
export const ways = {
  async 'letter first'(order, dieAt) {
    await post(randomUUID(), `thank you for ${order}`);
    await dieAt('the letter');
    addOrder.run(order);
  },
  async 'order first'(order, dieAt) {
    addOrder.run(order);
    await dieAt('the order');
    await post(randomUUID(), `thank you for ${order}`);
  },
  async outbox(order, dieAt) {
    db.exec('BEGIN');
    try {
      addOrder.run(order);
      addLetter.run(randomUUID(), `thank you for ${order}`);
      db.exec('COMMIT'); // both are there, or none
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
    await dieAt('the order');
    await relay(dieAt);
  },
};

/** Sends what waits, and crosses it out only afterwards: at least once. */
export async function relay(dieAt) {
  for (const { id, letter } of waiting.all()) {
    const response = await post(id, letter);
    if (!response.ok) break; // it stays, and the next round sends it
    await dieAt('the letter');
    sent.run(id);
  }
}

export const orderCount = () => db.prepare('SELECT count(*) AS n FROM orders').get().n;
export const empty = () => db.exec('DELETE FROM orders; DELETE FROM outbox');
