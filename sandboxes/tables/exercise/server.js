import express from 'express';
import { db } from './database.js';
import { integrity } from './integrity.js';
import { refusal } from './refusals.js';

const app = express();
app.use(express.json());
// SQLite's integers have 64 bits. JSON's numbers are read with 53 by most programs.
app.set('json replacer', (name, value) => (
  typeof value === 'bigint' ? Number(value) : value
));

const insert = {
  customers: db.prepare('INSERT INTO customers (email, name) VALUES (?, ?)'),
  products: db.prepare('INSERT INTO products (name, price) VALUES (?, ?)'),
  orders: db.prepare(
    'INSERT INTO orders (customer_id, product_id, quantity) VALUES (?, ?, ?)',
  ),
};

/** Inserts the members of a body, in this order. What is no text or number is NULL. */
const create = (table, ...members) => (req, res) => {
  const values = members.map((member) => {
    const value = req.body?.[member];
    return ['string', 'number'].includes(typeof value) ? value : null;
  });
  const { lastInsertRowid: id } = insert[table].run(...values);
  res.status(201).location(`/${table}/${id}`).json({ id });
};
app.post('/customers', create('customers', 'email', 'name'));
app.post('/products', create('products', 'name', 'price'));
app.post('/orders', create('orders', 'customer_id', 'product_id', 'quantity'));

for (const table of ['customers', 'products', 'orders']) {
  const find = db.prepare(`SELECT * FROM ${table} WHERE id = ?`);
  find.setReadBigInts(true);
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  app.get(`/${table}/:id`, (req, res) => {
    const row = find.get(req.params.id);
    if (!row) return res.status(404).json({ error: 'There is no such row' });
    res.json(row);
  });
  app.delete(`/${table}/:id`, (req, res) => {
    const { changes } = remove.run(req.params.id);
    if (changes === 0) return res.status(404).json({ error: 'There is no such row' });
    res.status(204).end();
  });
}

app.get('/integrity', (req, res) => {
  res.json(integrity());
});

app.use(refusal);

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on port ${port}`);
});
