import express from 'express';
import { open } from './connection.js';
import * as ways from './orders.js';
import { Pool, PoolError } from './pool.js';

const settings = { size: 5, queueLimit: 20, acquireTimeout: 1000, idleTimeout: 10_000 };
const pools = new Map(
  Object.keys(ways).map((way) => [way, new Pool(() => open({ wire: 2 }), settings)]),
);
const app = express();

app.param('way', (req, res, next, way) => {
  req.pool = pools.get(way);
  next(req.pool ? undefined : Object.assign(new Error('no such way'), { status: 404 }));
});

app.get('/:way/orders/:id', async (req, res) => {
  res.json(await ways[req.params.way](req.pool, req.params.id));
});

app.get('/:way/pool', (req, res) => {
  res.json({ ...req.pool.state(), holders: req.pool.holders() });
});

// Five requests at once.
app.post('/:way/five', async (req, res) => {
  const start = Date.now();
  const way = ways[req.params.way];
  const all = Array.from({ length: 5 }, (_, n) => way(req.pool, n + 1));
  const results = await Promise.allSettled(all);
  const outcomes = { answered: 0 };
  for (const { reason } of results) {
    const outcome = reason?.message ?? 'answered';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  res.json({ ...outcomes, ms: Date.now() - start });
});

// What the database knows: as an administrator, outside of all pools.
app.get('/database', async (req, res) => {
  const admin = await open({ user: 'admin' });
  const [{ sessions }] = await admin.query('activity');
  await admin.close();
  res.json({ sessions });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error instanceof PoolError ? 503 : (error.status ?? 500);
  if (status === 503) res.set('Retry-After', '1');
  res.status(status).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
