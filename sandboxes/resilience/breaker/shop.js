import express from 'express';
import { ask, Refused } from './ask.js';
import { NotCalled } from './breaker.js';
import { outage } from './outage.js';
import { started } from './started.js';
import { breaker, PATIENCE, pool, priceOf, slow, ways } from './ways.js';

const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.get('/prices/:item', async (req, res) => {
  const price = await pool.use((db) => priceOf(db, req.params.item));
  res.status(price === null ? 404 : 200).json({ price });
});

app.get('/:way/pages/:item', async (req, res, next) => {
  if (!Object.hasOwn(ways, req.params.way)) return next();
  if (req.params.way === 'breaker') res.set('X-Breaker', breaker.state);
  res.json(await ways[req.params.way](req.params.item));
});

// Here recommendations are all that is asked for: no fallback, so a refusal.
app.get('/recommendations/:item', async (req, res) => {
  res.set('X-Breaker', slow.state);
  try {
    const also = await slow.call(() => ask(req.params.item, PATIENCE));
    res.json({ also });
  } catch (error) {
    if (error instanceof NotCalled) {
      res.set('Retry-After', error.seconds).status(503);
    } else if (error instanceof Refused) {
      res.status(error.status < 500 ? error.status : 502);
    } else {
      res.status(error.name === 'AbortError' ? 504 : 502);
    }
    res.json({ error: error.message });
  }
});

app.post('/outages/:way', async (req, res, next) => {
  if (!Object.hasOwn(ways, req.params.way)) return next();
  res.type('text').send(await outage(req.params.way));
});

await started(4001);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
