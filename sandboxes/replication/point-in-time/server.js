import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { play } from './day.js';
import { NoBase, restore } from './restore.js';
import { rows } from './store.js';

let { store, truth } = play(['09:20']);
const app = express();
app.use(express.json({ limit: '10kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const summary = (orders) => ({
  orders: orders.length,
  paid: orders.filter(({ status }) => status === 'paid').length,
  newest: orders.at(-1)?.id ?? null,
});

app.get('/copies', (req, res) => {
  res.json({ primary: summary(rows(store.primary)), replica: summary(rows(store.replica)) });
});

app.post('/restores', (req, res) => {
  const { to, from = 'log' } = req.body ?? {};
  if (typeof to !== 'string' || !/^\d\d:\d\d:\d\d$/.test(to))
    throw refuse(422, 'to is a time, such as 09:43:29');
  if (from !== 'log' && from !== 'archive') throw refuse(422, 'from is log or archive');
  const { bases } = store;
  const { rows: orders, ...how } = restore({ bases, log: store[from], to });
  res.json({ ...how, ...summary(orders) });
});

/** Restores to the end of each minute, and compares with what truly was there. */
function drill(bases) {
  store.close();
  ({ store, truth } = play(bases));
  const found = { minutes: 0, right: 0, mostReplayed: 0 };
  const replays = [];
  for (const [at, was] of truth) {
    if (at < bases[0]) continue;
    const { rows: orders, replayed } =
      restore({ bases: store.bases, log: store.log, to: `${at}:59` });
    found.minutes += 1;
    if (JSON.stringify(orders) === was) found.right += 1;
    found.mostReplayed = Math.max(found.mostReplayed, replayed);
    const minute = Number(at.slice(3));
    if (minute % 2 === 1) replays.push([minute, replayed]); // half of them are drawn
  }
  return { found, replays };
}

const plans = {
  'one base': ['09:20'],
  'a base every 10 minutes': ['09:20', '09:30', '09:40', '09:50'],
};
app.post('/drills', (req, res) => {
  const lines = ['minute,records,bases'];
  const results = {};
  for (const [name, bases] of Object.entries(plans)) {
    const { found, replays } = drill(bases);
    results[name] = found;
    for (const [minute, replayed] of replays) lines.push(`${minute},${replayed},${name}`);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/replayed.csv', `${lines.join('\n')}\n`);
  res.json(results);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error instanceof NoBase ? 409 : (error.status ?? 500);
  res.status(status).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
