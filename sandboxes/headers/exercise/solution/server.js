import express from 'express';
import { accounts, products } from './data.js';
import { csv, json, xml } from './formats.js';

const app = express();

// Before all routes, so that refusals and 404s have them too. HSTS is missing: it is
// ignored without TLS, and belongs to whatever ends the TLS connection.
app.use((req, res, next) => {
  res.set({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  next();
});

// In our order: without a preference it is the first. Express adds an ETag of the text
// that is sent, so each format has one of its own, and answers 304 by it.
const formats = { 'application/json': json, 'text/csv': csv, 'application/xml': xml };

app.get('/products', (req, res) => {
  const type = req.accepts(Object.keys(formats));
  res.vary('Accept').set('Cache-Control', 'no-cache');
  if (!type) return res.status(406).json({ available: Object.keys(formats) });
  res.type(type).send(formats[type]([...products.values()]));
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
  res.set('Cache-Control', 'no-store');
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
