// Orders, behind the gateway. It believes the gateway who the customer is.
import express from 'express';
import { listen, tell } from './events.js';
import { begin, ordersOf, run, unfinished } from './saga.js';

const mails = [];
listen(({ id, item }) => {
  if (item === 'tent') throw new TypeError(`no points for order ${id}`); // a bug
});
listen(async ({ id, item }) => {
  if (item === 'rope') throw new TypeError(`no statistics for order ${id}`);
});
listen(({ id }) => {
  mails.push(id);
  if (mails.length > 100) mails.shift();
});

async function finish(id) {
  const order = await run(id);
  if (order.state === 'confirmed') tell({ id, item: order.item });
  return order;
}

const app = express();
app.use(express.json({ limit: '1kb' }));

app.post('/orders', async (req, res) => {
  const { item } = req.body ?? {};
  const customer = req.get('X-Customer');
  if (typeof item !== 'string' || !customer)
    return res.status(422).json({ error: 'an item, by a customer' });
  const { id, state } = await finish(begin({ customer, item }));
  res.status(state === 'confirmed' ? 201 : 409).json({ id, item, state });
});
app.get('/orders', (req, res) => res.json(ordersOf(req.get('X-Customer') ?? '')));
app.get('/mails', (req, res) => res.json(mails));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(3003, (error) => {
  if (error) throw error;
  for (const id of unfinished())
    finish(id).catch((failure) => console.error(`order ${id}:`, failure.message));
});
