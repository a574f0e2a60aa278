import express from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { counts } from './client.js';
import { five, kills, orders } from './lab.js';

const app = express();
let isRunning = false;

/** A route whose experiment is the only one that runs; they share broker and files. */
const experiment = (run, names) => async (req, res) => {
  const { way } = req.params;
  if (!names.includes(way)) return res.status(404).json({ ways: names });
  if (isRunning) return res.status(409).json({ error: 'an experiment is running' });
  isRunning = true;
  try {
    const result = await run(way);
    if (typeof result === 'string') res.type('text/plain').send(result);
    else res.json(result);
  } finally {
    isRunning = false;
  }
};
app.post('/kills/:way', experiment(kills, ['ackFirst', 'commitFirst', 'inbox']));
app.post('/orders/:way', experiment(orders, ['dualWrite', 'outbox']));
app.post('/five/:way', experiment(five, ['checkFirst', 'insertFirst']));

app.use((error, req, res, next) => {
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  res.status(status).json({ error: status < 500 ? error.message : 'it has failed' });
});

// The broker may need a moment to start.
for (;;) {
  try {
    await counts();
    break;
  } catch {
    await sleep(50);
  }
}
const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
