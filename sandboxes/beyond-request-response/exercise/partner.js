import express from 'express';

const app = express();
const ids = new Set();
const tried = new Set();
let arrivals = [];
let orders = [];

// The partner keeps a message once, by its id.
// The first answer about each seventh order is an error.
app.post('/hooks', express.json({ limit: '10kb' }), (req, res) => {
  arrivals.push(Date.now());
  if (arrivals.length > 10_000) arrivals = [];
  const id = req.get('webhook-id');
  const { order } = req.body ?? {};
  if (!ids.has(id)) orders.push(order);
  ids.add(id);
  const isFirst = !tried.has(order);
  tried.add(order);
  res.status(isFirst && order % 7 === 0 ? 500 : 204).end();
});

app.get('/seen', (req, res) => {
  const within = (from) =>
    arrivals.filter((at) => at >= from && at < from + 1000).length;
  const worstSecond = Math.max(0, ...[...new Set(arrivals)].map(within));
  const different = new Set(orders).size;
  res.json({
    requests: arrivals.length,
    worstSecond,
    orders: orders.length,
    different,
  });
});

app.post('/reset', (req, res) => {
  [arrivals, orders] = [[], []];
  ids.clear();
  tried.clear();
  res.status(204).end();
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
