import express from 'express';
import { keepLines } from './kept.js';
import { log } from './log.js';
import { here, traced, traceparent } from './trace.js';

const PATIENCE = 3000; // ms
keepLines();

const app = express();
app.disable('x-powered-by');
app.get('/lines', keepLines.show);
app.use(traced);
app.use(express.json({ limit: '10kb' }));
app.use((req, res, next) => {
  const { path, body, headers: { authorization } } = req;
  log('edge', 'request', { ...here(), path, authorization, body });
  next();
});

app.post('/login', (req, res) => res.status(401).json({ error: 'who are you?' }));

// Everything else goes to the shop, and back.
app.get('/{*path}', async (req, res) => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  try {
    const headers = { traceparent: traceparent(), Connection: 'close' };
    const response = await fetch(`http://localhost:4001${req.originalUrl}`,
      { headers, signal: late.signal });
    const body = await response.text();
    const wait = response.headers.get('Retry-After');
    if (wait) res.set('Retry-After', wait);
    res.status(response.status).type('json').send(body);
  } catch (error) {
    const status = error.name === 'AbortError' ? 504 : 502;
    res.status(status).json({ error: 'the shop does not answer' });
  } finally {
    clearTimeout(timer);
  }
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
