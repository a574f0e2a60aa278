import express from 'express';
import { choice } from './choice.js';
import { observe, plan } from './database.js';
import { growth } from './growth.js';
import { create, drop, exists, knows, trees } from './indexes.js';

const app = express();
app.use(express.json());

app.get('/customers', (req, res) => {
  const { email } = req.query;
  if (typeof email !== 'string') {
    return res.status(400).json({ error: 'Give one address: /customers?email=…' });
  }
  res.json(observe(
    'SELECT id, name FROM customers WHERE examined(id) AND email = ?',
    email,
  ));
});

app.get('/shops/:id/latest', (req, res) => {
  const shop = Number(req.params.id);
  if (!Number.isInteger(shop)) {
    return res.status(400).json({ error: 'A shop id is a whole number.' });
  }
  const { rows, ...work } = observe(
    `SELECT id, name, created_at FROM customers
     WHERE examined(id) AND shop_id = ?
     ORDER BY created_at DESC LIMIT 10`,
    shop,
  );
  res.json({ ...work, newest: rows[0] ?? null, found: rows.length });
});

app.param('index', (req, res, next, name) => {
  if (knows(name)) return next();
  res.status(404).json({ error: `indexes.js does not define "${name}".` });
});

app.put('/indexes/:index', (req, res) => {
  const { index } = req.params;
  if (exists(index)) return res.json({ unchanged: index });
  res.status(201).json({ created: create(index) });
});

app.delete('/indexes/:index', (req, res) => {
  if (exists(req.params.index)) drop(req.params.index);
  res.status(204).end();
});

app.get('/trees', (req, res) => {
  res.json(trees());
});

app.post('/growth', (req, res) => {
  res.json(growth());
});

app.get('/choice', (req, res) => {
  res.json(choice());
});

// Safe with any text: EXPLAIN QUERY PLAN compiles the first statement, runs nothing.
app.post('/plan', (req, res) => {
  const sql = req.body?.sql;
  if (typeof sql !== 'string') {
    return res.status(400).json({ error: 'Send {"sql": "SELECT …"}.' });
  }
  try {
    res.json({ plan: plan(sql) });
  } catch (error) {
    res.status(422).json({ error: error.message });
  }
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`200,000 customers on port ${port}`);
});
