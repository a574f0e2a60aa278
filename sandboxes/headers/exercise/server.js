// Broken on purpose: clients, caches and browsers are told too little, or wrongly.
import express from 'express';
import { accounts, products } from './data.js';
import { csv, json, xml } from './formats.js';

const app = express();
app.set('etag', false); // saves a hash per answer

app.get('/products', (req, res) => {
  const rows = [...products.values()];
  const { accept } = req.headers;
  if (accept.includes('application/json')) {
    res.type('application/json').send(json(rows));
  } else if (accept.includes('application/xml')) {
    res.type('application/xml').send(xml(rows));
  } else if (accept.includes('text/csv')) {
    res.type('text/csv').send(csv(rows));
  } else {
    res.status(406).json({ error: 'not acceptable' });
  }
});

app.put('/products/:sku', express.json(), (req, res) => {
  const product = products.get(req.params.sku);
  if (!product) return res.status(404).json({ error: 'no such product' });
  const price = req.body?.price;
  const priced = typeof price === 'number' && price > 0 && price < 1e6;
  if (!priced) return res.status(422).json({ error: 'no price' });
  product.price = price;
  res.json(product);
});

app.get('/me', (req, res) => {
  res.set('Cache-Control', 'max-age=60'); // spares the database
  const [, session] = /(?:^|; )session=(\w+)/.exec(req.get('Cookie') ?? '') ?? [];
  const account = accounts.get(session);
  if (!account) return res.status(403).json({ error: 'log in first' });
  res.json(account);
});

app.use((req, res) => {
  res.status(404).json({ error: 'nothing here' });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status = 500, message } = error; // 400 for a broken % in the path
  if (status >= 500) console.error(`${error.name}: ${message}`);
  res.status(status).json({ error: status < 500 ? message : 'internal error' });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
