import express from 'express';
import { add, find } from './products.js';

const app = express();

app.get('/', (req, res) => {
  res.type('text').send('The lamp shop\n');
});

app.get('/products/:id', (req, res) => {
  const product = find(req.params.id);
  if (!product) return res.status(404).json({ error: 'no such product' });
  res.json(product);
});

app.post('/products', express.json(), (req, res) => {
  const product = add(req.body);
  res.status(201).location(`/products/${product.id}`).json(product);
});

app.use((req, res) => {
  res.status(404).json({ error: 'there is nothing here' });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (!error.status) console.error(error);
  const message = error.status ? error.message : 'something went wrong';
  res.status(error.status ?? 500).json({ error: message });
});

app.listen(3002, (error) => {
  if (error) throw error;
});
