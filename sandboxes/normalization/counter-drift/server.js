import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { addUser, compare, cost, reset, run } from './db.js';
import { mixed, waves } from './load.js';
import { reconcile, ways } from './ways.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.use(express.json());
let way = ways.lost; // the one that the blog is written in at the moment
reset();

// The blog.
app.post('/users/:id/posts', async (req, res) => {
  const { title } = req.body ?? {};
  if (typeof title !== 'string') return res.status(422).json({ error: 'a title' });
  await way.add(req.params.id, title);
  res.status(201).end();
});
app.delete('/posts/:id', async (req, res) => {
  await way.remove(req.params.id);
  res.status(204).end();
});
app.get('/users', (req, res) => res.json(compare(way.shown)));

// Written later, by people who knew nothing of a counter.
app.delete('/spam', (req, res) => {
  const { changes } = run("DELETE FROM posts WHERE title LIKE 'Buy%'");
  res.json({ removed: changes, users: compare(way.shown) });
});
app.put('/posts/:id', (req, res) => {
  const { title } = req.body ?? {};
  if (typeof title !== 'string') return res.status(422).json({ error: 'a title' });
  run('INSERT OR REPLACE INTO posts (id, user_id, title) VALUES (?, 2, ?)',
    req.params.id, title);
  res.json({ users: compare(way.shown) });
});

app.post('/reconcile', async (req, res) => {
  let corrected;
  const costs = await cost(async () => { corrected = reconcile(); });
  res.json({ corrected, ...costs, users: compare(way.shown) });
});

// One measurement at a time: each begins with an empty blog.
let queue = Promise.resolve();
const next = (step) => (queue = queue.then(step, step));
function use(name) {
  way = ways[name];
  reset(way.schema);
}

app.post('/runs/:way', async (req, res) => {
  if (!Object.hasOwn(ways, req.params.way)) {
    return res.status(404).json({ ways: Object.keys(ways) });
  }
  res.json(await next(async () => {
    use(req.params.way);
    const { statements, rowsWritten } = await cost(() => mixed(port));
    const page = await cost(async () => way.shown(1));
    return {
      users: compare(way.shown),
      hundredRequests: { statements, rowsWritten },
      onePage: { rowsRead: page.rowsRead },
    };
  }));
});

// 8 posts in waves of 1 to 8, for the figure: a user for each size and way, and all
// users side by side, so that they share their waits.
app.post('/waves', async (req, res) => {
  const lanes = ['lost', 'transaction'].flatMap((name) =>
    [1, 2, 4, 8].map((atOnce) => ({ name, atOnce })));
  res.json(await next(async () => {
    use('lost');
    const users = lanes.map(() => addUser());
    await Promise.all(lanes.map(({ name, atOnce }, i) =>
      waves(ways[name], users[i], atOnce)));
    const points = lanes.map(({ name, atOnce }, i) =>
      ({ way: name, atOnce, counter: ways[name].shown(users[i]) }));
    use('lost');
    const lines = points.map((point) => `${Object.values(point)}\n`);
    mkdirSync('plots', { recursive: true });
    writeFileSync('plots/drift.csv', `way,atOnce,counter\n${lines.join('')}`);
    return points;
  }));
});

app.use((error, req, res, next) => {
  if (error.code !== 'ERR_SQLITE_ERROR') return next(error);
  res.status(409).json({ error: error.message });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
