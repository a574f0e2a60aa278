// Broken on purpose: one request freezes all others, and another ends the process.
import express from 'express';
import { smallestFactor } from './prime.js';

const app = express();

app.get('/ping', (req, res) => res.json({ pong: true }));

app.get('/prime', (req, res) => {
  // nextTick was meant to let the others pass.
  process.nextTick(() => {
    const n = Number(BigInt(req.query.n));
    const factor = smallestFactor(n);
    res.json({ n, prime: factor === n });
  });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
