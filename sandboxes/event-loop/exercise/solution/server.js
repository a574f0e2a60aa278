import express from 'express';
import { smallestFactor } from './prime.js';

const AT_ONCE = 4; // each one that runs makes a turn of the loop a slice longer
let running = 0;

const app = express();

app.get('/ping', (req, res) => res.json({ pong: true }));

app.get('/prime', async (req, res) => {
  const n = /^\d{1,16}$/.test(req.query.n) ? Number(req.query.n) : NaN;
  if (!Number.isSafeInteger(n) || n < 2) {
    return res.status(400).json({ error: 'n is a whole number from 2 to 2^53 - 1' });
  }
  if (running >= AT_ONCE) {
    return res.set('Retry-After', '1').status(503).json({ error: 'Try again shortly' });
  }
  running += 1;
  try {
    const factor = await smallestFactor(n);
    res.json({ n, prime: factor === n });
  } finally {
    running -= 1;
  }
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
