// The API, once below each policy: /none/orders, /taught/orders, /list/orders, …
import express from 'express';
import { policies } from './policies.js';

const app = express();
const orders = new Map([
  [7, { id: 7, item: 'Lamp', note: '' }],
  [8, { id: 8, item: 'Rug', note: '' }],
]);
// A session id is long and random. Here it is a name, so that you can follow it.
const accounts = new Map([['ann', { name: 'Ann', card: '**** 4242' }]]);

const api = express.Router();

api.use((req, res, next) => {
  const origin = req.get('Origin') ?? 'no page';
  console.log(`${req.method} ${req.originalUrl}, from ${origin}`);
  next();
});

api.get('/orders', (req, res) => {
  res.set('Total-Count', String(orders.size)).json([...orders.values()]);
});

api.param('id', (req, res, next, id) => {
  req.order = orders.get(Number(id));
  if (!req.order) return res.status(404).json({ error: 'no such order' });
  next();
});

api.post('/orders/:id/cancel', (req, res) => {
  req.order.canceled = true;
  res.json(req.order);
});

api.patch('/orders/:id', express.json(), (req, res) => {
  const note = req.body?.note;
  if (typeof note !== 'string' || note.length > 100) {
    return res.status(422).json({ error: 'a note of at most 100 characters' });
  }
  req.order.note = note;
  res.json(req.order);
});

api.get('/me', (req, res) => {
  const [, session] = /(?:^|; )session=(\w+)/.exec(req.get('Cookie') ?? '') ?? [];
  const account = accounts.get(session);
  res.set('Cache-Control', 'no-store');
  if (!account) return res.status(401).json({ error: 'log in first' });
  res.json(account);
});

for (const [name, policy] of Object.entries(policies)) app.use(`/${name}`, policy, api);

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status = 500, message } = error; // 400 for a body that is no JSON
  if (status >= 500) console.error(message);
  res.status(status).json({ error: status < 500 ? message : 'internal error' });
});

app.listen(3001, (error) => {
  if (error) throw error;
});
