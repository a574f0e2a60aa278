import express from 'express';
import { Product } from './product.js';
import { store } from './store.js';

const app = express();
app.use(express.json());

/** Answers with a product, and with what the store was asked to do for it. */
const answer = (res, product) => (product === undefined
  ? res.status(404).json({ error: 'There is no such product.' })
  : res.json({ product, operations: store.operations() }));

app.put('/products/:id', (req, res) => {
  answer(res, Product.save(req.params.id, { ...req.body }));
});

app.get('/products/:id', (req, res) => {
  answer(res, Product.findById(req.params.id));
});

// Read it, change it, save it: the way with validation and hooks.
app.patch('/products/:id', (req, res) => {
  const product = Product.findById(req.params.id);
  answer(res, product && Product.save(req.params.id, { ...product, ...req.body }));
});

// One command to the store: the way past them.
app.post('/products/:id/update-one', (req, res) => {
  answer(res, Product.updateOne(req.params.id, { ...req.body }));
});

// Another program, in another language, of last year's schema.
app.post('/import', (req, res) => {
  store.write('product:99', { name: 'Old mug', price: 'ask us', color: 'gray' });
  res.json({ operations: store.operations() });
});

app.use((error, req, res, next) => {
  store.operations();
  res.status(error.status ?? 500).json({ error: error.message, problems: error.problems });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Products, by a model, on port ${port}`);
});
