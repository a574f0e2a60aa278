import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { createOutbox } from './outbox.js';
import { sign, signTaught } from './sign.js';

const PARTNER = 'http://localhost:4000';
const OLD = 'whsec-old';
const NEW = 'whsec-new'; // in production random, one for each partner, in no code
const SECRETS = { both: [OLD, NEW], new: [NEW] };
const app = express();

async function deliver({ id, events }) {
  const body = JSON.stringify(events);
  const seconds = Math.floor(Date.now() / 1000); // of this attempt
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), 15_000);
  try {
    const response = await fetch(`${PARTNER}/hooks`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...sign({ id, seconds, body, secrets: [NEW] }),
      },
      body,
      redirect: 'error',
      signal: timeout.signal,
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the partner answered ${response.status}`);
  } finally {
    clearTimeout(timer);
  }
}

const STEPS = 10; // a step is 100 ms
const LONGEST = 600; // steps; then we give up
const PER_STEP = 20; // events: 200 in a second
const rows = new Map(); // the last run of each size of batch
let isRunning = false;

/** Lets events happen, and waits until none waits any more. */
async function run(batch, trouble) {
  await fetch(`${PARTNER}/reset?trouble=${trouble}`, { method: 'POST' });
  const outbox = createOutbox({ batch, deliver });
  const start = Date.now();
  const depths = [];
  let peak = 0;
  for (let step = 0; step < STEPS || (!outbox.isIdle() && step < LONGEST); step += 1) {
    for (let n = 0; step < STEPS && n < PER_STEP; n += 1)
      outbox.add({ id: `evt_${step}_${n}`, type: 'order.paid' });
    peak = Math.max(peak, outbox.depth());
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    if (step % 2 === 0)
      depths.push(`${seconds},${outbox.depth()},${batch} per request`);
    await sleep(100);
  }
  outbox.close();
  if (!trouble) rows.set(batch, depths);
  const seen = await (await fetch(`${PARTNER}/seen`)).json();
  await fetch(`${PARTNER}/reset`, { method: 'POST' });
  return { peak, seconds: Math.round((Date.now() - start) / 1000), ...seen };
}

app.post('/runs', async (req, res) => {
  const batch = Number(req.query.batch ?? 1);
  if (!Number.isInteger(batch) || batch < 1 || batch > 100)
    return res.status(422).json({ error: 'batch is 1 to 100' });
  if (isRunning) return res.status(409).json({ error: 'A run is on its way' });
  isRunning = true;
  try {
    const result = await run(batch, req.query.trouble === 'yes');
    mkdirSync('plots', { recursive: true });
    const lines = [...rows.values()].slice(-5).flat();
    writeFileSync('plots/depth.csv', ['seconds,waiting,batch', ...lines].join('\n'));
    res.json(result);
  } catch (error) {
    console.error('run:', error.message);
    res.status(502).json({ error: 'The partner does not answer' });
  } finally {
    isRunning = false;
  }
});

// Test mode: what we would send, signed, so that a partner can try their verifier.
app.post('/sign', express.text({ type: () => true, limit: '10kb' }), (req, res) => {
  const which = req.query.secret ?? 'new';
  if (!Object.hasOwn(SECRETS, which))
    return res.status(422).json({ error: 'secret is both or new' });
  const seconds = Math.floor(Date.now() / 1000);
  const body = typeof req.body === 'string' ? req.body : '';
  const secrets = SECRETS[which];
  const headers = sign({ id: `msg_${randomUUID()}`, seconds, body, secrets });
  res.json({ ...headers, 'x-signature': signTaught(NEW, body) });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
