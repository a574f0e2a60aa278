import express from 'express';
import { open } from './connection.js';
import { Pool, PoolError } from './pool.js';
import { compare, withoutPool, withPool } from './trials.js';

// The pool of GET /orders/:id. Change it, and send a burst.
const settings = { size: 4, queueLimit: 40, acquireTimeout: 1000, idleTimeout: 10_000 };
const pool = new Pool(() => open({ wire: 10 }), settings);
const app = express();

app.get('/orders/:id', async (req, res) => {
  const [order] = await pool.use('order', (connection) =>
    connection.query('order', [req.params.id]));
  if (!order) return res.status(404).json({ error: 'No such order' });
  res.json(order);
});
app.get('/pool', (req, res) => res.json(pool.state()));

/** A whole number from the address, or the usual one. */
function number(req, name, usual, [least, most] = [0, 1000]) {
  const n = Number(req.query[name] ?? usual);
  if (Number.isInteger(n) && n >= least && n <= most) return n;
  throw Object.assign(new Error(`${name} is ${least} to ${most}`), { status: 422 });
}

app.post('/bursts', async (req, res) => {
  const wire = number(req, 'wire', 10);
  if (req.query.size === undefined) return res.json(await withoutPool(wire));
  const size = number(req, 'size', 4, [1, 20]);
  const every = number(req, 'every', 0);
  const queueLimit = number(req, 'queueLimit', settings.queueLimit);
  const acquireTimeout = number(req, 'acquireTimeout', settings.acquireTimeout);
  const own = { ...settings, size, queueLimit, acquireTimeout };
  res.json(await withPool(own, { wire, every }));
});

app.post('/comparisons', async (req, res) => {
  const sizes = String(req.query.sizes).split(',').slice(0, 8).map(Number);
  if (!sizes.every((n) => Number.isInteger(n) && n >= 1 && n <= 20))
    return res.status(422).json({ error: 'sizes are 1 to 20' });
  res.type('text').send(await compare(sizes, settings, number(req, 'wire', 10)));
});

const TOO_MANY_CONNECTIONS = '53300';
const isFull = (error) =>
  error instanceof PoolError || error.code === TOO_MANY_CONNECTIONS;

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = isFull(error) ? 503 : (error.status ?? 500);
  if (status === 503) res.set('Retry-After', '1');
  res.status(status).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
