import express from 'express';
import './indexes.js';
import { dashboard } from './dashboard.js';
import { db, plans, traced } from './database.js';
import { feed } from './feed.js';
import { search } from './search.js';

const app = express();
const insert = db.prepare(`
  INSERT INTO orders (status, country, amount, created_at)
  VALUES ('pending', 'DE', 1900, ?)`);

app.get('/dashboard', (req, res) => {
  res.json(traced('dashboard', dashboard));
});
app.get('/feed', (req, res) => {
  res.json(traced('feed', () => feed(req.query)));
});
app.get('/search', (req, res) => {
  res.json(traced('search', () => search(req.query)));
});

app.post('/orders', (req, res) => {
  const { lastInsertRowid: id } = insert.run(Math.floor(Date.now() / 1000));
  res.status(201).json({ id });
});

// The lesson's own route: the queries of the last requests, with their plans.
app.get('/plans', (req, res) => {
  res.json(plans());
});

app.use((error, req, res, next) => {
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  res.status(status).json({ error: status < 500 ? error.message : 'our mistake' });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`20,000 orders on port ${port}`);
});
