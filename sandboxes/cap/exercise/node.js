// The server of a node, and its gossip. There is nothing to be mended here.
import express from 'express';
import { add, empty, merge, total } from './counter.js';
import { keep, mine } from './entries.js';
import { ask, NODE, peers } from './peers.js';
import { read, write } from './register.js';

const ROUND = 1000; // milliseconds
const MOST = 1000; // counters
const counters = new Map(); // key → state
const counter = (key) => counters.get(key) ?? empty();

const app = express();
app.use(express.json({ limit: '1mb' }));
const refuse = (status, message) => Object.assign(new Error(message), { status });
app.param('key', (req, res, next, key) => {
  next(/^[\w-]{1,40}$/.test(key) ? undefined : refuse(422, 'no such key'));
});

// For clients.
app.get('/prices/:key', async (req, res) => {
  const { value, version } = await read(req.params.key);
  res.json({ value, version });
});
app.put('/prices/:key', async (req, res) => {
  const value = req.body?.value;
  if (!Number.isInteger(value)) throw refuse(422, 'value is a whole number');
  const { version } = await write(req.params.key, value);
  res.json({ value, version });
});
app.get('/likes/:key', (req, res) => {
  res.json({ likes: total(counter(req.params.key)) });
});
app.post('/likes/:key', (req, res) => {
  const { key } = req.params;
  const likes = req.body?.likes ?? 1;
  if (!Number.isInteger(likes) || likes < 1 || likes > 1000)
    throw refuse(422, 'likes is 1 to 1000');
  if (!counters.has(key) && counters.size >= MOST) throw refuse(507, 'too many');
  counters.set(key, add(counter(key), { likes, node: NODE, at: Date.now() }));
  res.json({ likes: total(counter(key)) });
});

// For the other nodes.
app.get('/entries/:key', (req, res) => res.json(mine(req.params.key)));
app.put('/entries/:key', (req, res) => {
  const { version, node, value } = req.body ?? {};
  if (![version, node, value].every(Number.isSafeInteger))
    throw refuse(422, 'an entry has version, node and value');
  res.json(keep(req.params.key, { version, node, value }));
});
app.put('/gossip', (req, res) => {
  for (const [key, state] of Object.entries(req.body ?? {})) {
    if (typeof state !== 'object' || state === null) throw refuse(422, 'no states');
    if (counters.has(key) || counters.size < MOST)
      counters.set(key, merge(counter(key), state));
  }
  res.json({ keys: counters.size });
});
setInterval(() => {
  const all = Object.fromEntries(counters);
  // Who cannot be reached now hears of it in a later round.
  for (const peer of peers) ask(peer, 'PUT', '/gossip', all).catch(() => {});
}, ROUND);

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(3000 + NODE, (error) => {
  if (error) throw error;
});
