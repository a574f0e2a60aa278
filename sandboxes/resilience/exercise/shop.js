// Broken on purpose: a page holds a connection while it waits for somebody else.
import express from 'express';
import { NotCalled } from './breaker.js';
import { keepLines } from './kept.js';
import { log } from './log.js';
import { Pool } from './pool.js';
import { recommend, Refused } from './recommend.js';
import { here, traced } from './trace.js';

keepLines();
const pool = new Pool(4);
const priceOf = (db, item) =>
  db.prepare('SELECT price FROM items WHERE name = ?').get(item)?.price ?? null;

const app = express();
app.disable('x-powered-by');
app.get('/lines', keepLines.show);
app.use(traced);
app.use((req, res, next) => {
  log('shop', 'request', { ...here(), path: req.path });
  next();
});

app.get('/prices/:item', async (req, res) => {
  const price = await pool.use((db) => priceOf(db, req.params.item));
  res.status(price === null ? 404 : 200).json({ price });
});

app.get('/pages/:item', async (req, res) => {
  const { item } = req.params;
  await pool.use(async (db) => {
    res.json({ price: priceOf(db, item), also: await recommend(item) });
  });
});

app.get('/recommendations/:item', async (req, res) => {
  try {
    res.json({ also: await recommend(req.params.item) });
  } catch (error) {
    if (error instanceof NotCalled) {
      res.set('Retry-After', error.seconds).status(503);
    } else if (error instanceof Refused) {
      res.status(error.status < 500 ? error.status : 502);
    } else {
      res.status(error.name === 'AbortError' ? 504 : 502);
    }
    res.json({ error: error.message });
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(4001, (error) => {
  if (error) throw error;
});
