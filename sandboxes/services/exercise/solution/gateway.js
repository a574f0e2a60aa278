import express from 'express';
import { pick, registry } from './registry.js';

const customers = new Map([
  ['Bearer ada-token', 'ada'],
  ['Bearer grace-token', 'grace'],
]);

const app = express();
app.use(express.json({ limit: '1kb' }));

app.use((req, res, next) => {
  req.customer = customers.get(req.get('Authorization'));
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'who are you?' });
});

async function pass(req, res, port) {
  try {
    const response = await fetch(`http://localhost:${port}${req.path}`, {
      method: req.method,
      headers: {
        'X-Customer': req.customer,
        'Content-Type': 'application/json',
        Connection: 'close',
      },
      body: req.method === 'POST' ? JSON.stringify(req.body ?? {}) : undefined,
    });
    const body = await response.text();
    res.status(response.status).type('json').send(body);
  } catch {
    res.status(502).json({ error: 'no answer' });
  }
}

app.get('/price', (req, res) => pass(req, res, pick()));
app.get('/orders', (req, res) => pass(req, res, 3003));
app.post('/orders', (req, res) => pass(req, res, 3003));

registry.listen(4000, (error) => {
  if (error) throw error;
});
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
