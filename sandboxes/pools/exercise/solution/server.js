import express from 'express';
import { open } from './connection.js';
import { Pool, PoolError } from './pool.js';

const settings = {
  size: 5,
  queueLimit: 10,
  acquireTimeout: 250,
  idleTimeout: 60_000,
};
const QUERY_CANCELED = '57014';
const pool = new Pool(open, settings);
const app = express();

app.get('/orders/:id', async (req, res) => {
  const [order] = await pool.use('order', (connection) =>
    connection.query('order', [req.params.id]));
  if (!order) return res.status(404).json({ error: 'No such order' });
  res.json(order);
});

// There is no table of refunds yet: the statement fails.
app.get('/refunds', async (req, res) => {
  res.json(await pool.use('refunds', (connection) => connection.query('refunds')));
});

// The database ends it, so the connection is free and its cores are, too.
app.get('/report', async (req, res) => {
  const [report] = await pool.use('report', (connection) =>
    connection.query('report', [], { timeout: 200 }));
  res.json(report);
});

// For the supervisor: may this process live? It asks nobody else.
app.get('/livez', (req, res) => res.json({ alive: true }));

app.get('/pool', (req, res) => res.json(pool.state()));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const isBusy = error instanceof PoolError || error.code === QUERY_CANCELED;
  if (isBusy) res.set('Retry-After', '1');
  res.status(isBusy ? 503 : (error.status ?? 500)).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
