// Broken on purpose: on SIGTERM it is gone at once, with all that it was doing.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const isReady = true;

const app = express();
app.get('/livez', (req, res) => res.send('alive'));
app.get('/readyz', (req, res) => res.status(isReady ? 200 : 503).end());
app.get('/order', async (req, res) => {
  await sleep(Number(req.query.ms ?? 150)); // ms
  res.json({ ordered: true });
});
// An answer without an end, as of a page that is kept up to date.
app.get('/events', (req, res) => {
  res.type('text/event-stream').write(': open\n\n');
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
