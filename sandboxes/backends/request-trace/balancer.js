import express from 'express';
import { hop } from './delays.js';
import { started } from './started.js';
import { startTrace } from './trace.js';

const instances = ['http://localhost:3001', 'http://localhost:3002'];
let turn = 0;
const app = express();

// Only GET is passed on: it may be sent again to the next instance when one fails.
app.get('/{*path}', async (req, res) => {
  const trace = startTrace('balancer');
  for (let tries = 0; tries < instances.length; tries += 1) {
    const instance = instances[turn % instances.length];
    turn += 1;
    try {
      const url = instance + req.originalUrl;
      const answer = await trace.ask(url, { travel: hop, timeout: 2000 });
      const { status, type, cache, body } = answer;
      if (cache !== null) res.set('X-Cache', cache);
      res.set('Server-Timing', trace.header());
      if (type !== null) res.type(type);
      return res.status(status).send(body);
    } catch (error) {
      console.warn(`${instance}: ${error.cause?.code ?? error.message}`);
    }
  }
  res.set('Server-Timing', trace.header());
  res.status(502).json({ error: 'No instance answers' });
});

await started(3001, 3002);
app.listen(8080, (error) => {
  if (error) throw error;
});
