import express from 'express';
import { addOrder, ordersOf } from './db.js';
import { once } from './keys.js';

// Whose API key it is. How one is made and kept is the subject of chapter 31.
const customers = new Map([['Bearer ada-key', 'ada'], ['Bearer grace-key', 'grace']]);

const app = express();
app.use(express.json());
app.use((req, res, next) => {
  req.customer = customers.get(req.get('Authorization'));
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'who are you?' });
});

app.get('/orders', (req, res) => res.json(ordersOf(req.customer)));

app.post('/orders', async (req, res) => {
  const { customer } = req;
  const { item, card } = req.body ?? {};
  if (typeof item !== 'string' || typeof card !== 'string') {
    return res.status(422).json({ error: 'an item and a card' });
  }
  const key = req.get('Idempotency-Key');
  const attempt = { customer, key, payload: req.body };
  const answer = await once(attempt, async (keyForBank) => {
    const headers = { 'Content-Type': 'application/json', Connection: 'close' };
    if (keyForBank) headers['Idempotency-Key'] = keyForBank;
    const response = await fetch('http://localhost:4000/charges', {
      method: 'POST', headers, body: JSON.stringify({ card }),
      signal: AbortSignal.timeout(5000),
    });
    const body = await response.json();
    if (response.status === 402) return { status: 402, body };
    if (!response.ok) throw new Error(`The bank answers ${response.status}.`);
    const id = addOrder({ customer, key, item, charge: body.charge });
    return { status: 201, body: { id, item } };
  });
  if (answer.retryAfter) res.set('Retry-After', String(answer.retryAfter));
  res.status(answer.status).json(answer.body);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
