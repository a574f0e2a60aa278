// Wrong on purpose, in four places.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { open } from './connection.js';
import { Pool } from './pool.js';

const settings = {
  size: 5,
  queueLimit: Infinity,
  acquireTimeout: 10_000,
  idleTimeout: 60_000,
};
const pool = new Pool(open, settings);
const app = express();

app.get('/orders/:id', async (req, res) => {
  const connection = await pool.acquire('order');
  const [order] = await connection.query('order', [req.params.id]);
  if (!order) return res.status(404).json({ error: 'No such order' });
  pool.release(connection);
  res.json(order);
});

// There is no table of refunds yet: the statement fails.
app.get('/refunds', async (req, res) => {
  const connection = await pool.acquire('refunds');
  const rows = await connection.query('refunds');
  pool.release(connection);
  res.json(rows);
});

// It takes 400 ms. Nobody shall wait longer than 200.
app.get('/report', async (req, res) => {
  const [report] = await pool.use('report', (connection) => Promise.race([
    connection.query('report'),
    sleep(200).then(() => { throw new Error('The report takes too long'); }),
  ]));
  res.json(report);
});

// For the supervisor: may this process live?
app.get('/livez', async (req, res) => {
  await pool.use('livez', (connection) => connection.query('order', [1]));
  res.json({ alive: true });
});

app.get('/pool', (req, res) => res.json(pool.state()));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
