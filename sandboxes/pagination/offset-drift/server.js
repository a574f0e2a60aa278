import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { openShop } from './orders.js';
import { draw, points, walk, walks } from './walk.js';

const app = express();
const shop = openShop();

/** A whole number of the query, from least to most, or the default if it is missing. */
function whole(text, usual, least, most) {
  if (text === undefined) return usual;
  const n = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return n >= least && n <= most ? n : NaN;
}

// The usual list: page and limit, or offset and limit.
app.get('/orders', (req, res) => {
  const limit = whole(req.query.limit, 3, 1, 100);
  const asked = whole(req.query.page, 1, 1, 1_000_000);
  const offset = whole(req.query.offset, (asked - 1) * limit, 0, 1_000_000);
  if (Number.isNaN(limit) || Number.isNaN(offset)) {
    return res.status(400).json({
      error: 'whole numbers: page from 1, limit from 1 to 100, offset from 0',
    });
  }
  const data = shop.offset({ limit, offset });
  const total = shop.count();
  const pages = { page: Math.floor(offset / limit) + 1, limit, offset };
  res.json({ data, ...pages, total, total_pages: Math.ceil(total / limit) });
});

app.post('/orders', (req, res) => {
  if (shop.count() >= 500) return res.status(409).json({ error: 'the shop is full' });
  res.status(201).json({ id: shop.add() });
});

// A client walks through all pages of a shop of its own, while the events happen.
app.get('/walks/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(walks, name)) {
    return res.status(404).json({ error: `Walks: ${Object.keys(walks).join(', ')}.` });
  }
  const walked = walk(walks[name]);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/walk.csv', points(walked));
  res.type('text/plain').send(draw(walked));
});

// The events are yours to change, so what is wrong with them is told.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Twelve orders on port ${port}`);
});
