// Stands for Redis or Memcached: answers by key, from memory, and may forget.
import express from 'express';
import { startTrace } from './trace.js';

const TTL = 60_000; // how long a copy may be older than the truth
const MOST = 1000;
const entries = new Map(); // key → { value, expires }
const app = express();
app.use(express.json());

app.use((req, res, next) => {
  res.locals.trace = startTrace('cache');
  next();
});

app.get('/:key', (req, res) => {
  const entry = entries.get(req.params.key);
  res.set('Server-Timing', res.locals.trace.header());
  if (!entry || entry.expires <= Date.now()) return res.sendStatus(404);
  res.json(entry.value);
});

app.put('/:key', (req, res) => {
  if (req.body === undefined) return res.sendStatus(400);
  const { key } = req.params;
  entries.delete(key); // so that a key that is set again is the newest
  if (entries.size >= MOST) entries.delete(entries.keys().next().value);
  entries.set(key, { value: req.body, expires: Date.now() + TTL });
  res.set('Server-Timing', res.locals.trace.header()).sendStatus(204);
});

app.delete('/', (req, res) => {
  entries.clear();
  res.sendStatus(204);
});

app.listen(4000, (error) => {
  if (error) throw error;
});
