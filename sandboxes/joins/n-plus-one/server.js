import express from 'express';
import { connect } from './database.js';
import { lists } from './ids.js';
import { trial } from './trial.js';
import { ways } from './ways.js';

const app = express();

const refuse = (res, error) => res.status(400).json({ error });

app.get('/users', async (req, res) => {
  const { way = 'loop', limit = '100' } = req.query;
  if (!Object.hasOwn(ways, way)) {
    return refuse(res, `way must be one of ${Object.keys(ways).join(', ')}`);
  }
  if (!/^\d{1,3}$/.test(limit) || limit < 1 || limit > 200) {
    return refuse(res, 'limit must be 1 to 200');
  }
  const { query, seen, wait } = connect();
  const before = Date.now();
  const users = await ways[way](query, Number(limit));
  await wait();
  res.set({
    'X-Query-Count': seen.statements,
    'Server-Timing': `db;dur=${Date.now() - before}`, // ms
  });
  res.json(users);
});

app.get('/posts', async (req, res) => {
  const { way = 'bound', authors = '' } = req.query;
  if (!Object.hasOwn(lists, way)) {
    return refuse(res, `way must be one of ${Object.keys(lists).join(', ')}`);
  }
  if (typeof authors !== 'string') return refuse(res, 'authors may be given once');
  res.json(await lists[way](connect().query, authors));
});

app.get('/trial', async (req, res) => {
  res.type('text/plain').send(await trial());
});

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
