import express from 'express';
import { factor, factorByTurns } from './factor.js';
import { createPool, inThread } from './pool.js';

const ways = {
  blocking: factor,
  turns: factorByTurns,
  thread: inThread,
  pool: createPool({ size: 2, limit: 10 }),
};
const AT_ONCE = 20; // whatever the way, somebody always sends more
let running = 0;

const app = express();

app.get('/ping', (req, res) => res.json({ pong: true }));

app.get('/prime/:way', async (req, res) => {
  const { way } = req.params;
  if (!Object.hasOwn(ways, way)) return res.status(404).json({ error: 'No such way' });
  const n = Number(req.query.n);
  if (!Number.isSafeInteger(n) || n < 2) {
    return res.status(400).json({ error: 'n is a whole number from 2 to 2^53 - 1' });
  }
  if (running >= AT_ONCE) return res.status(503).json({ error: 'Too many jobs run' });
  running += 1;
  try {
    const smallest = await ways[way](n);
    res.json({ n, prime: smallest === n, smallestFactor: smallest });
  } finally {
    running -= 1;
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`listening on ${port}`);
});
