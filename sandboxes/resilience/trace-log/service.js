// node service.js <edge | shop | recommendations>
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { listening } from './listening.js';
import { log } from './log.js';
import { red } from './metrics.js';
import { logText } from './text-log.js';
import { here, span, traced, traceparent } from './trace.js';

const PORTS = { edge: 3000, shop: 4001, recommendations: 4002 };
const service = process.argv[2];

/** Asks the next service, as a span, with the trace in the header. */
const call = (next, path) => span(`call ${next}`, async () => {
  const response = await fetch(`http://localhost:${PORTS[next]}${path}`, {
    headers: { traceparent: traceparent(), Connection: 'close' },
    signal: AbortSignal.timeout(2000),
  });
  const body = await response.json();
  if (!response.ok) {
    const error = new Error(`${next} answers ${response.status}`);
    throw Object.assign(error, { status: 502 });
  }
  return body;
});

const app = express();
app.disable('x-powered-by');
app.get('/metrics', (req, res) => res.type('text').send(red()));
app.use(traced);

const routes = {
  edge() {
    app.get('/pages/:item', async (req, res) => {
      await span('session', () => sleep(5));
      res.json(await call('shop', `/items/${encodeURIComponent(req.params.item)}`));
    });
    app.post('/login/:log', express.json(), (req, res) => {
      const { email, password } = req.body ?? {};
      if (typeof email !== 'string' || typeof password !== 'string') {
        return res.status(422).json({ error: 'an e-mail address and a password' });
      }
      if (req.params.log === 'text') logText('login refused for', { email, password });
      // The whole body is a mistake, too: only the net keeps the password out.
      else log('info', 'login refused', { ...here(), body: req.body });
      res.status(401).json({ error: 'wrong e-mail address or password' });
    });
  },
  shop() {
    app.get('/items/:item', async (req, res) => {
      const { item } = req.params;
      const price = await span('SELECT price', () => sleep(15).then(() => 40));
      const path = `/for/${encodeURIComponent(item)}`;
      const [also, stock] = await Promise.all([
        call('recommendations', path),
        span('SELECT stock', () => sleep(10).then(() => 3)),
      ]);
      res.json({ item, price, stock, also });
    });
  },
  recommendations() {
    app.get('/for/:item', async (req, res) => {
      const { item } = req.params;
      await span('model', () => sleep(item === 'boat' ? 800 : 20));
      if (item === 'rope') throw new TypeError('rope has no color');
      res.json(['tent']);
    });
  },
};
routes[service]();

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) log('error', 'request failed', { ...here(), error });
  res.status(status).json({ error: 'it did not work', trace_id: here().trace_id });
});

// Who is asked first waits until the others listen.
if (service === 'edge') await listening(4001, 4002, 3100);
app.listen(PORTS[service], (error) => {
  if (error) throw error;
});
