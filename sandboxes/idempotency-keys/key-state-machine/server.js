// Starts the bank, and on request a customer whose API is killed and started again.
import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { bank } from './bank.js';
import { run } from './customer.js';
import { ways } from './ways.js';

const places = ['claimed', 'running', 'charged', 'done'];
const cards = ['good', 'declined', 'busy-once', 'silent-once'];
const widths = [8, 34, 9, 0];
const table = (rows) => rows
  .map((row) => row.map((text, i) => text.padEnd(widths[i])).join('').trimEnd())
  .join('\n');

let queue = Promise.resolve(); // one customer at a time: there is one API
const next = (step) => (queue = queue.then(step, step));

const app = express();
app.use(express.json());

// What the customer gets, attempt by attempt, and what the key goes through.
app.post('/runs', async (req, res) => {
  const { way, killed = 'never', card = 'good' } = req.body ?? {};
  const known = { way: Object.keys(ways), killed: ['never', ...places], card: cards };
  const asked = Object.entries({ way, killed, card });
  if (!asked.every(([name, value]) => known[name].includes(value))) {
    return res.status(422).json(known);
  }
  const { rows, charges } = await next(() => run({ way, killed, card }));
  res.type('text').send(`${table([
    ['sent', 'the key goes through', 'charges', 'the customer gets'],
    ...rows.map(({ at, states, charges: some, gets }) => (
      [`${at.toFixed(1)} s`, states || '-', String(some), gets])),
  ])}\ncharged: ${charges}\n`);
});

// All three ways, killed at one place; for the plot, all places so far.
const charged = new Map();
app.post('/all-ways', async (req, res) => {
  const { killed } = req.body ?? {};
  if (!places.includes(killed)) return res.status(422).json({ killed: places });
  const counts = {};
  for (const way of Object.keys(ways)) {
    const { charges } = await next(() => run({ way, killed }));
    counts[way] = charges;
    charged.set(`${places.indexOf(killed) + 1} ${killed},${way}`, charges);
  }
  const lines = [...charged].map((entry) => entry.join(','));
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/charges.csv', `killed,way,charges\n${lines.join('\n')}\n`);
  res.json(counts);
});

bank.listen(4000, (error) => {
  if (error) throw error;
});
const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
