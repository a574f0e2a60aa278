import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { atOnce, hotKey, manyKeys, missing } from './trials.js';
import { ways } from './ways.js';

const app = express();

app.param('way', (req, res, next, way) => {
  if (Object.hasOwn(ways, way)) return next();
  res.status(404).json({ ways: Object.keys(ways) });
});

const csv = (name, points) => {
  const [first] = points;
  const lines = points.map((point) => Object.values(point).join(','));
  mkdirSync('plots', { recursive: true });
  writeFileSync(`plots/${name}.csv`, `${[Object.keys(first), ...lines].join('\n')}\n`);
};

// 100 readers find nothing, at the same moment.
app.post('/hundred/:way', async (req, res) => {
  const processes = Number(req.query.processes ?? 1);
  if (!(Number.isInteger(processes) && processes > 0 && processes <= 100)) {
    return res.status(422).json({ error: 'processes is a number from 1 to 100' });
  }
  res.json(await atOnce(req.params.way, 100, { processes }));
});

// 100 readers, one after the other, ask for what does not exist.
app.post('/missing/:way', async (req, res) => {
  res.json(await missing(req.params.way, 100));
});

// One key that 60 readers a second want, in four ways.
let running = null; // a second request gets the first one's result
async function measure() {
  const results = [];
  for (const way of ['naive', 'singleFlight', 'stale', 'early']) {
    results.push(await hotKey(way));
  }
  const drawn = results.filter(({ way }) => way !== 'stale'); // it is as singleFlight
  csv('hot', drawn.flatMap(({ points }) => points));
  return results;
}
app.post('/hot', async (req, res) => {
  running ??= measure().finally(() => (running = null));
  const line = (...cells) => cells.map((cell, i) =>
    String(cell)[i === 0 ? 'padEnd' : 'padStart'](i === 0 ? 13 : 10)).join('');
  const table = (await running).map(({ way, cold, later, most, waited }) =>
    line(way, cold, later, most, waited));
  const head = line('way', 'cold', 'later', 'at once', 'waited');
  res.type('text').send(`${[head, ...table].join('\n')}\n`);
});

// 200 keys that were filled together, as after a start.
app.post('/keys', (req, res) => {
  const fixed = manyKeys('fixed');
  const jitter = manyKeys('jitter');
  csv('keys', [...fixed.points, ...jitter.points]);
  res.json({ mostInASecond: { fixed: fixed.most, jitter: jitter.most } });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
