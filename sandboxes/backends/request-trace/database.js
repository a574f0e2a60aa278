// SQLite is a library. This process puts it behind a port, as PostgreSQL is.
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { query } from './delays.js';
import { startTrace } from './trace.js';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE products (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, cents INTEGER NOT NULL
  );
  INSERT INTO products (name, cents) VALUES
    ('Kettle', 4900), ('Grinder', 12900), ('Scale', 3900), ('Filter papers', 650),
    ('Beans, 1 kg', 2400), ('Mug', 1500), ('Espresso machine', 89900),
    ('Milk jug', 2200), ('Tamper', 3100), ('Brush', 900);
`);
const byId = db.prepare('SELECT id, name, cents FROM products WHERE id = ?');

const app = express();

app.get('/products/:id', async (req, res) => {
  const trace = startTrace('database');
  await sleep(query); // a table of ten rows is too quick to be seen
  const product = byId.get(Number(req.params.id));
  res.set('Server-Timing', trace.header());
  if (!product) return res.sendStatus(404);
  res.json(product);
});

app.listen(5000, (error) => {
  if (error) throw error;
});
