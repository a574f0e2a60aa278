import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const NOTICED = 500; // ms: balancers ask for /readyz five times a second
const LIMIT = 5000; // ms: the platform kills after 10 s

let isReady = true;

const app = express();
app.use((req, res, next) => {
  if (!isReady) res.set('Connection', 'close');
  next();
});
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

const server = app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});

process.once('SIGTERM', async () => {
  isReady = false;
  await sleep(NOTICED);
  const late = setTimeout(() => {
    process.exitCode = 1; // somebody was cut off
    server.closeAllConnections();
  }, LIMIT);
  late.unref();
  server.close();
});
