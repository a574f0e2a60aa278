import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { experiment, look, place, reset, setTrouble } from './experiment.js';
import { failures } from './failures.js';
import { started } from './started.js';

const files = {
  one: ['one.js'],
  plain: ['plain.js', 'call.js', 'stock.js', 'payment.js'],
  saga: ['saga.js', 'call.js', 'stock.js', 'payment.js'],
};
const ways = Object.keys(files);

/** Lines with something on them, without comments and what is for experiments. */
function linesOf(file) {
  const [program] = readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('// For experiments.');
  const isCode = (line) => /^\s*(?!\/\/|\/?\*)\S/.test(line);
  return program.split('\n').filter(isCode).length;
}
const table = (rows, widths) => rows
  .map((row) => row.map((text, i) => `${text}`.padEnd(widths[i])).join('').trimEnd())
  .join('\n');

let queue = Promise.resolve(); // one experiment at a time
const next = (step) => (queue = queue.then(step, step));

const app = express();
app.use(express.json({ limit: '1kb' }));
app.use((req, res, go) => {
  const needsWay = req.method === 'POST' && req.path !== '/costs';
  if (!needsWay || ways.includes(req.body?.way)) return go();
  res.status(422).json({ way: ways });
});

app.post('/orders', async (req, res) => {
  const { way, failure: name = 'nothing fails' } = req.body;
  const known = failures.filter((some) => some.ways.includes(way));
  const failure = known.find((some) => some.name === name);
  if (!failure) return res.status(422).json({ failure: known.map((f) => f.name) });
  const { state, free, credit, verdict } = await next(() => experiment(way, failure));
  res.json({ order: state, lampsFree: free, adasCredit: credit, happened: verdict });
});

const last = new Map(); // way → what all its failures have left
async function each(way) {
  const rows = [];
  for (const failure of failures.filter((some) => some.ways.includes(way)))
    rows.push([failure.name, await next(() => experiment(way, failure))]);
  last.set(way, rows);
  return rows;
}
app.post('/all', async (req, res) => {
  const rows = await each(req.body.way);
  res.type('text').send(`${table([
    ['failure', 'order', 'lamps', 'credit', 'answer', 'happened'],
    ...rows.map(([name, { state, free, credit, ms, verdict }]) => (
      [name, state, free, credit, `${(ms / 1000).toFixed(1)} s`, verdict])),
  ], [28, 12, 7, 8, 9, 0])}\n`);
});

// Grace, whose card will be declined, takes the last lamp; 20 ms later Ada wants it.
app.post('/between', async (req, res) => {
  const { way } = req.body;
  res.json(await next(async () => {
    await reset(way, 1);
    const slow = { step: 'charge', method: 'PUT', kind: 'slow', times: 1 };
    if (way !== 'one') await setTrouble(slow);
    const first = place(way, { order: { customer: 'grace', item: 'lamp' } });
    await sleep(20);
    const ada = await place(way, { order: { customer: 'ada', item: 'lamp' } });
    const grace = await first;
    const { free } = await look(way, ada.id);
    return { grace: grace.state, ada: ada.state, lampsFree: free };
  }));
});

app.post('/costs', async (req, res) => {
  const rows = [];
  for (const way of ways) {
    const [, ...failed] = last.get(way) ?? (await each(way)); // of the last run
    const lines = files[way].reduce((sum, file) => sum + linesOf(file), 0);
    const between = failed.filter(([, { verdict }]) => verdict === 'IN BETWEEN');
    const longest = Math.max(...failed.map(([, { ms }]) => ms)) / 1000;
    const programs = way === 'one' ? 1 : 3;
    const longestText = `${longest.toFixed(1)} s`;
    rows.push([way, programs, lines, failed.length, between.length, longestText]);
  }
  res.type('text').send(`${table([
    ['way', 'programs', 'lines', 'failures', 'in between', 'longest answer'],
    ...rows,
  ], [8, 10, 7, 10, 12, 0])}\n`);
});

app.use((error, req, res, go) => {
  if (res.headersSent) return go(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
await started(3001, 3002);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
