import express from 'express';
import { Canary } from './canary.js';
import { draw } from './experiment.js';
import { started } from './started.js';

const ports = { v1: 4001, v2: 4002 };
const canary = new Canary('checkout-17');

const app = express();
app.use(express.json({ limit: '1kb' }));

/** Asks the user's version. @returns its name, the status and the body */
async function ask(user) {
  const version = canary.pick(user);
  try {
    const response = await fetch(`http://localhost:${ports[version]}/cart`, {
      signal: AbortSignal.timeout(1000),
    });
    const body = await response.json();
    canary.record(version, response.status < 500);
    return { version, status: response.status, body };
  } catch {
    canary.record(version, false);
    return { version, status: 502, body: { error: `${version} does not answer` } };
  }
}

app.get('/cart', async (req, res) => {
  const { version, status, body } = await ask(req.get('X-User') ?? 'nobody');
  res.set('X-Version', version).status(status).json(body);
});

const isWeight = (weight) => Number.isInteger(weight) && weight >= 0 && weight <= 100;

app.get('/canary', (req, res) => {
  const { release, weight, seen, returned } = canary;
  res.json({ release, weight, seen, returned });
});
app.put('/canary', (req, res) => {
  const weight = req.body?.weight;
  if (!isWeight(weight)) {
    return res.status(422).json({ error: 'weight is 0 to 100 percent' });
  }
  canary.forget();
  canary.weight = weight;
  res.json({ release: canary.release, weight });
});

/** Which of 500 users get the new version. */
app.get('/share', (req, res) => {
  const users = Array.from({ length: 500 }, (_, index) => `user-${index + 1}`);
  const chosen = users.filter((user) => canary.pick(user) === 'v2');
  const share = `${((100 * chosen.length) / users.length).toFixed(1)}%`;
  res.json({ weight: canary.weight, share, first: chosen.slice(0, 4) });
});

/** Requests of 500 users, one after the other. */
app.post('/requests', async (req, res) => {
  const answers = {};
  for (let n = 0; n < 3000; n += 1) {
    const { version, status } = await ask(`user-${(n % 500) + 1}`);
    const kind = `${version} ${status}`;
    answers[kind] = (answers[kind] ?? 0) + 1;
    if (canary.returned) break;
  }
  res.json({ answers, weight: canary.weight, returned: canary.returned });
});

app.post('/experiment', (req, res) => {
  res.type('text').send(draw());
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const PORT = process.env.PORT ?? 3000;
await started(ports.v1, ports.v2);
app.listen(PORT, (error) => {
  if (error) throw error;
});
