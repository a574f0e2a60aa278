import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { reopening } from './client.js';
import { deploy } from './deployment.js';
import { plans } from './plans.js';

const app = express();
const db = reopening();
let queue = Promise.resolve(); // one plan at a time: there is one database

const widths = [7, 8, 7, 6, 0];
const line = (texts) =>
  texts.map((text, i) => String(text ?? '').padEnd(widths[i])).join('').trimEnd();
const head = line(['right', 'failed', 'wrong', 'live', 'step']);

async function carryOut(name) {
  const { steps, seconds } = await deploy(db, plans[name]);
  const rows = steps.map(({ step, live, right, failed, wrong, note }) =>
    line([right, failed, wrong, live, note ? `${step}: ${note}` : step]));
  return { text: `${[head, ...rows].join('\n')}\n`, seconds };
}
function next(work) {
  const result = queue.then(work);
  queue = result.catch(() => {});
  return result;
}

app.post('/plans/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(plans, name)) {
    return res.status(404).json({ plans: Object.keys(plans) });
  }
  res.type('text').send((await next(() => carryOut(name))).text);
});

// Three plans as a plot: of ten requests in each second, how many get a wrong answer
// or none.
app.post('/rates', async (req, res) => {
  const names = ['renameFirst', 'deployFirst', 'fiveStages'];
  const rows = ['plan,second,percent'];
  const worst = {};
  for (const name of names) {
    const { seconds } = await next(() => carryOut(name));
    const rates = seconds.map(({ failed, wrong }) => (failed + wrong) * 10);
    rates.forEach((percent, second) => rows.push(`${name},${second},${percent}`));
    worst[name] = { seconds: rates.length, broken: rates.filter((n) => n > 0).length };
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/rates.csv', `${rows.join('\n')}\n`);
  res.json(worst);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
