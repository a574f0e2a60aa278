import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { all, counts, page, tenPages } from './measure.js';
import { db, withoutIndex } from './orders.js';

const app = express();

app.param('query', (req, res, next, name) => {
  if (Object.hasOwn(all, name)) return next();
  res.status(404).json({ error: `Queries: ${Object.keys(all).join(', ')}.` });
});

// ?index=no drops the index before and creates it again after.
app.get('/pages/:query/:number', (req, res) => {
  const number = /^\d{1,4}$/.test(req.params.number) ? Number(req.params.number) : 0;
  if (number < 1 || number > 5000) {
    return res.status(400).json({ error: 'Pages: 1 to 5000.' });
  }
  const work = () => page(req.params.query, number);
  res.json(req.query.index === 'no' ? withoutIndex(work) : work());
});

app.get('/ten-pages/:query', (req, res) => {
  res.json(tenPages(req.params.query));
});

// Measures pages from 1 to 5,000 and draws the plot.
app.get('/costs', (req, res) => {
  const examined = (name, numbers) => numbers.map((n) => page(name, n).examined);
  const numbers = [1, 1000, 2000, 3000, 4000, 5000];
  const ends = [1, 5000];
  const series = [
    ['offset', numbers, examined('offset', numbers)],
    ['keyset', numbers, examined('keyset', numbers)],
    ['keyset, no index', ends, withoutIndex(() => examined('keyset', ends))],
  ];
  const lines = series.flatMap(([name, at, rows]) =>
    at.map((number, i) => `${number},${rows[i]},"${name}"`));
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/cost.csv', ['page,examined,query', ...lines, ''].join('\n'));
  res.json(Object.fromEntries(series.map(([name, , rows]) => [name, rows])));
});

// Deletes 5,000 orders after ANALYZE, looks, and takes it back.
app.get('/counts', (req, res) => {
  db.exec('BEGIN');
  try {
    res.json(counts());
  } finally {
    db.exec('ROLLBACK');
  }
});

// The queries are yours to change, so what SQLite says of them is told.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`100,000 orders on port ${port}`);
});
