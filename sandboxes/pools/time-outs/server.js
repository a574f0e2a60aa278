import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { open } from './connection.js';
import { ways } from './ways.js';

const app = express();
const points = new Map(); // of the plot: the last run of each way
let isRunning = false;

async function activity() {
  const admin = await open({ user: 'admin' });
  const [{ running, most }] = await admin.query('activity');
  await admin.close();
  return { running, most };
}

/** Five reports at once, each tried twice; then an order every 50 ms. */
async function run(way) {
  await activity();
  const { pools, order, report } = ways[way]();
  const [pool] = pools; // its connections are open before
  const opened = Array.from({ length: pool.settings.size }, () => pool.acquire());
  for (const connection of await Promise.all(opened)) pool.release(connection);
  const start = Date.now();
  const reports = {};
  async function count() {
    let outcome = 'answered';
    await report().catch((error) => (outcome = error.message));
    reports[outcome] = (reports[outcome] ?? 0) + 1;
    return outcome;
  }
  const tries = Array.from({ length: report ? 5 : 0 }, async () => {
    if ((await count()) !== 'answered') await count(); // as people do
  });
  await sleep(20);
  const times = [];
  const orders = [];
  for (let n = 0; n < 15; n += 1) {
    const sent = Date.now() - start;
    const end = (ms) => (times[n] = { sent, ms });
    const done = () => end(Date.now() - start - sent);
    orders.push(order().then(done, () => end('failed')));
    await sleep(50);
  }
  await Promise.all(orders);
  const { most, running } = await activity();
  await Promise.all(tries);
  for (const each of pools) await each.closeIdle();
  const answered = times.filter(({ ms }) => ms >= 0);
  points.set(way, answered.map(({ sent, ms }) => `${sent},${ms},${way}`));
  const listed = times.map(({ ms }) => ms).join(' ');
  return { orders: listed, reports, mostRunning: most, stillRunning: running };
}

app.post('/runs/:way', async (req, res) => {
  const { way } = req.params;
  if (!Object.hasOwn(ways, way)) return res.status(404).json({ error: 'no such way' });
  if (isRunning) return res.status(409).json({ error: 'A run is on its way' });
  isRunning = true;
  try {
    res.json(await run(way));
    mkdirSync('plots', { recursive: true });
    const lines = [...points.values()].flat();
    writeFileSync('plots/orders.csv', ['sent,ms,way', ...lines].join('\n'));
  } finally {
    isRunning = false;
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
