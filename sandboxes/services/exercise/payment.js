import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { trouble } from './trouble.js';

const db = new DatabaseSync('payment.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS accounts (
    customer TEXT PRIMARY KEY, credit INT NOT NULL CHECK (credit >= 0)
  );
  CREATE TABLE IF NOT EXISTS entries (
    order_id TEXT, kind TEXT CHECK (kind IN ('charge', 'refund')),
    customer TEXT, amount INT NOT NULL, PRIMARY KEY (order_id, kind)
  );
`);
const find = db.prepare('SELECT * FROM entries WHERE order_id = ? AND kind = ?');
const enter = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?)');
const take = db.prepare(`
  UPDATE accounts SET credit = credit - :amount
  WHERE customer = :customer AND credit >= :amount`);
const give = db.prepare('UPDATE accounts SET credit = credit + ? WHERE customer = ?');

function transaction(steps) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const app = express();
app.use(express.json({ limit: '1kb' }));
app.use(trouble());

app.put('/payments/:order', (req, res) => {
  const { order } = req.params;
  const { customer, amount } = req.body ?? {};
  if (typeof customer !== 'string' || !Number.isSafeInteger(amount) || amount <= 0) {
    return res.status(422).json({ error: 'a customer and an amount' });
  }
  const status = transaction(() => {
    if (find.get(order, 'refund')) return 409;
    if (find.get(order, 'charge')) return 200;
    if (take.run({ customer, amount }).changes === 0) return 402;
    enter.run(order, 'charge', customer, amount);
    return 201;
  });
  res.status(status).json({ paid: status < 300 });
});

// A refund is an entry of its own, beside the charge, also when it is of nothing.
app.delete('/payments/:order', (req, res) => {
  const { order } = req.params;
  transaction(() => {
    if (find.get(order, 'refund')) return;
    const { customer = null, amount = 0 } = find.get(order, 'charge') ?? {};
    enter.run(order, 'refund', customer, amount);
    give.run(amount, customer);
  });
  res.status(204).end();
});

// For experiments.
const ada = db.prepare(`SELECT credit FROM accounts WHERE customer = 'ada'`);
const list = db.prepare('SELECT order_id AS "order", kind, amount FROM entries');
app.get('/accounts/ada', (req, res) => {
  res.json({ ...ada.get(), entries: list.all() });
});
app.post('/reset', (req, res) => {
  db.exec(`
    DELETE FROM accounts; DELETE FROM entries;
    INSERT INTO accounts VALUES ('ada', 100);`);
  res.status(204).end();
});

app.listen(process.env.PORT ?? 3002, (error) => {
  if (error) throw error;
});
