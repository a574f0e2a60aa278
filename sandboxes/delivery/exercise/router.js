import express from 'express';
import { Canary } from './canary.js';

const ports = { v1: 4001, v2: 4002 };
const canary = new Canary('checkout-9');

const app = express();
app.disable('x-powered-by');

app.get('/cart', async (req, res) => {
  const version = canary.pick(req.get('X-User') ?? 'nobody');
  res.set('X-Version', version);
  try {
    const response = await fetch(`http://localhost:${ports[version]}/cart`, {
      signal: AbortSignal.timeout(1000),
    });
    const body = await response.json();
    canary.record(version, response.status < 500);
    res.status(response.status).json(body);
  } catch {
    canary.record(version, false);
    res.status(502).json({ error: `${version} does not answer` });
  }
});

/** Which of some users get the new version; nobody is sent there for it. */
app.get('/chosen', (req, res) => {
  const count = Number(req.query.count ?? 500);
  if (!(Number.isInteger(count) && count > 0 && count <= 1000)) {
    return res.status(422).json({ error: 'count is 1 to 1000' });
  }
  const users = Array.from({ length: count }, (_, index) => `user-${index + 1}`);
  res.json({ of: count, chosen: users.filter((user) => canary.pick(user) === 'v2') });
});
app.get('/canary', (req, res) => res.json({ weight: canary.weight }));

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
