import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { measure } from './load.js';
import { Memory } from './memory.js';
import { patterns, readThrough } from './patterns.js';
import { races } from './races.js';
import { connect, table } from './wires.js';

const app = express();
app.use(express.json());

// A shop: asking the cache takes 2 ms, the database 50 ms, and a copy lasts a minute.
const rows = table([['lamp', 100], ['chair', 80]]);
const counts = { hits: 0, misses: 0 };
const ends = { memory: new Memory(Date.now), rows };
const wires = connect(sleep, ends, (what, result) => {
  if (what.endsWith('get')) counts[result ? 'hits' : 'misses'] += 1;
});
const shop = patterns['cache-aside'](wires);
const through = readThrough(wires.cache, wires.database.read);

app.get('/products/:key', async (req, res) => {
  const began = Date.now();
  const row = await shop.read(req.params.key);
  if (!row) return res.status(404).json({ error: 'no such product' });
  res.json({ price: row.price, ms: Date.now() - began });
});
app.get('/through/:key', async (req, res) => {
  const row = await through.get(req.params.key);
  if (!row) return res.status(404).json({ error: 'no such product' });
  res.json({ price: row.price });
});
app.put('/products/:key', async (req, res) => {
  const { price } = req.body ?? {};
  if (!(Number.isInteger(price) && price > 0 && price < 1e6)) {
    return res.status(422).json({ error: 'price is a whole number below 1,000,000' });
  }
  if (!rows.read(req.params.key)) return res.status(404).json({ error: 'none such' });
  await shop.write(req.params.key, price);
  res.json({ price });
});

// Somebody changes the table by hand, and the program hears nothing of it.
app.post('/by-hand', (req, res) => {
  res.json({ price: rows.write('lamp', 90).price });
});

app.get('/hit-ratio', (req, res) => {
  const all = counts.hits + counts.misses;
  res.json({ ...counts, hitRatio: all && Number((counts.hits / all).toFixed(2)) });
});

app.post('/races/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(races, name)) {
    return res.status(404).json({ races: Object.keys(races) });
  }
  res.type('text').send(await races[name]());
});

app.post('/load', (req, res) => {
  const trials = measure();
  const dots = trials.map(({ changed, hits, reads }) =>
    `${(hits * 100).toFixed(1)},${reads.toFixed(2)},${changed}`);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/load.csv', `${['hits,reads,changed', ...dots].join('\n')}\n`);
  const line = (...cells) => cells.map((cell) => String(cell).padStart(11)).join('');
  res.type('text').send(`${[
    line('ttl', 'room', 'hits', 'reads/s', 'mean ms'),
    ...trials.map(({ ttl, room, hits, reads, ms }) => line(
      `${ttl} s`, room, `${(hits * 100).toFixed(1)}%`, reads.toFixed(2), ms.toFixed(1),
    )),
  ].join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
