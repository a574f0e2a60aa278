import express from 'express';
import { db, documents, transaction } from './database.js';
import { validate } from './model.js';
import { follow, suggestions } from './people.js';
import * as tables from './tables.js';
import * as docs from './documents.js';

const PRODUCTS = 100;
const REVIEWS = 1000; // of one product
const PEOPLE = 100;

const stores = { tables, documents: docs };
const app = express();
app.use(express.json());

const count = (table, where = '', ...values) =>
  db.prepare(`SELECT count(*) AS n FROM ${table} ${where}`).get(...values).n;

const refused = (status, message) => Object.assign(new Error(message), { status });

/** A number in an address, from `least` to `most`. */
function number(text, least, most) {
  if (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most) {
    return Number(text);
  }
  throw refused(404, `There is no “${text}” here.`);
}

function product(text) {
  const id = number(text, 1, PRODUCTS);
  if (count('products', 'WHERE id = ?', id) === 0) {
    throw refused(404, `There is no product ${id}.`);
  }
  return id;
}

// Everything is written to both stores, or to none.
app.post('/products', (req, res) => {
  const values = validate('product', req.body);
  const id = count('products') + 1;
  if (id > PRODUCTS) throw refused(409, 'The catalog is full.');
  transaction(() => {
    for (const store of Object.values(stores)) store.addProduct(id, values);
  });
  res.status(201).json({ id });
});

app.post('/products/:id/reviews', (req, res) => {
  const id = product(req.params.id);
  const values = validate('review', req.body);
  const n = count('reviews', 'WHERE product_id = ?', id) + 1;
  if (n > REVIEWS) throw refused(409, 'Enough has been said.');
  transaction(() => {
    for (const store of Object.values(stores)) store.addReview(id, { n, ...values });
  });
  res.status(201).json({ n });
});

for (const [name, store] of Object.entries(stores)) {
  app.get(`/${name}/products/:id`, (req, res) => {
    res.json(store.page(product(req.params.id)));
  });
  app.get(`/${name}/products/:id/reviews`, (req, res) => {
    const after = number(String(req.query.after ?? 0), 0, REVIEWS);
    res.json(store.reviews(product(req.params.id), after));
  });
}

app.get('/largest-document', (req, res) => {
  res.json({ bytes: documents.largest() });
});

app.put('/people/:who/follows/:whom', (req, res) => {
  follow(number(req.params.who, 1, PEOPLE), number(req.params.whom, 1, PEOPLE));
  res.status(204).end();
});

app.get('/people/:who/suggestions', (req, res) => {
  res.json(suggestions(number(req.params.who, 1, PEOPLE)));
});

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message, problems: error.problems });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
