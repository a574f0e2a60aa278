import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { crowd } from './crowd.js';
import { ways } from './ways.js';

const app = express();

app.param('way', (req, res, next, way) => {
  if (Object.hasOwn(ways, way)) return next();
  res.status(404).json({ ways: Object.keys(ways) });
});

// Two doctors, at the same time.
app.post('/two/:way', async (req, res) => {
  res.json(await crowd(req.params.way, 2));
});

// 2 to 32 at the same time, in the ways that keep the rule.
let running = null; // a second request gets the first one's result
async function measure() {
  const lines = ['doctors,attempts,way'];
  const table = [];
  for (const way of ['lock', 'shift', 'serializable', 'backoff']) {
    for (const size of [2, 4, 8, 16, 32]) {
      const result = await crowd(way, size);
      lines.push(`${size},${result.attempts},${way}`);
      table.push({ way, ...result });
    }
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/attempts.csv', `${lines.join('\n')}\n`);
  return table;
}
app.post('/crowds', async (req, res) => {
  running ??= measure().finally(() => (running = null));
  const line = (...cells) => cells.map((cell, i) =>
    String(cell)[i === 0 ? 'padEnd' : 'padStart'](i === 0 ? 13 : 9)).join('');
  const table = (await running).map(({ way, doctors, onCall, attempts, ms }) =>
    line(way, doctors, onCall, attempts, ms));
  const head = line('way', 'doctors', 'on call', 'attempts', 'ms');
  res.type('text').send(`${[head, ...table].join('\n')}\n`);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
