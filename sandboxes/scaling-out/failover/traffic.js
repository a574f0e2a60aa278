// Asks 80 times, every 25 ms, while b goes for a second and comes back. What happens in the
// other processes does so at no multiple of 25 ms, so that it is clear what comes first.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { started } from './started.js';

const REQUESTS = 80;
const EVERY = 25; // milliseconds, as all times here
const GONE = { from: 582, ms: 1000 }; // an order is at b
const TROUBLES = ['crash', 'hang', 'drain'];
const CARES = ['none', 'passive', 'active'];
const refuse = (status, message) => Object.assign(new Error(message), { status });

async function send(method, port, path, body) {
  const response = await fetch(`http://localhost:${port}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  }).catch((error) => {
    throw Object.assign(refuse(503, `nobody answers at ${port}`), { cause: error });
  });
  const text = await response.text();
  return { status: response.status, ...(text && JSON.parse(text)) };
}

async function trouble(what, start) {
  const until = (at) => sleep(Math.max(0, start + at - Date.now()));
  await until(GONE.from);
  if (what === 'drain') {
    await send('PUT', 3003, '/instances/b', { state: 'draining' });
    await send('PUT', 3003, '/instances/c', { state: 'in' });
    await until(GONE.from + 250); // what b had begun is done
  }
  await send('POST', 5002, `/${what === 'hang' ? 'hang' : 'crash'}?ms=${GONE.ms}`);
}

/** @returns for each request { at, method, status, instance, ms } */
async function outage(what, care) {
  await send('PUT', 3003, '/care', { care });
  const start = Date.now();
  const troubled = trouble(what, start);
  troubled.catch(() => {}); // it is awaited below
  const answers = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    const at = n * EVERY;
    await sleep(Math.max(0, start + at - Date.now()));
    const method = n % 3 === 2 ? 'POST' : 'GET';
    const answer = send(method, 3002, '/orders').catch(({ status }) => ({ status }));
    answers.push(answer.then((result) =>
      ({ at, method, ...result, ms: Date.now() - start - at })));
  }
  const all = await Promise.all(answers);
  await troubled;
  const back = start + GONE.from + 250 + GONE.ms + 113;
  await sleep(Math.max(0, back - Date.now()));
  return all;
}

const errors = new Map(); // 'crash,none' → how many
function draw(what, care, count) {
  errors.set(`${what},${care}`, count);
  const lines = [...errors].map(([key, n]) => `${key.replace(',', `,${n},`)}`);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/errors.csv', `what,errors,care\n${lines.join('\n')}\n`);
}

function report(what, care, answers) {
  const failed = answers.filter(({ status }) => status !== 200);
  draw(what, care, failed.length);
  const lines = ['began at     a   b   c  failed  slowest'];
  for (let from = 0; from < REQUESTS * EVERY; from += 250) {
    const part = answers.filter(({ at }) => at >= from && at < from + 250);
    const by = (name) => part.filter(({ instance }) => instance === name).length;
    const bad = part.filter(({ status }) => status !== 200).length;
    const slowest = Math.round(Math.max(...part.map(({ ms }) => ms)) / 5) * 5;
    lines.push(`${String(from).padStart(5)} ms  `
      + ['a', 'b', 'c'].map((name) => String(by(name)).padStart(4)).join('')
      + String(bad).padStart(8) + `${slowest} ms`.padStart(9));
  }
  const kinds = {};
  for (const { method, status } of failed) {
    kinds[`${method} ${status}`] = (kinds[`${method} ${status}`] ?? 0) + 1;
  }
  const list = Object.entries(kinds).map(([kind, n]) => `${n} × ${kind}`).join(', ');
  lines.push(`failed: ${list || 'none'}`);
  return `${lines.join('\n')}\n`;
}

const app = express();
app.use(express.json({ limit: '1kb' }));
let isBusy = false;
app.post('/outages', async (req, res) => {
  const { what, care } = req.body ?? {};
  if (!TROUBLES.includes(what)) throw refuse(422, `what is ${TROUBLES.join(', ')}`);
  if (!CARES.includes(care)) throw refuse(422, `care is ${CARES.join(', ')}`);
  if (isBusy) throw refuse(409, 'an outage is going on');
  isBusy = true;
  try {
    res.type('text').send(report(what, care, await outage(what, care)));
  } finally {
    isBusy = false;
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

await started(3002, 3003);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
