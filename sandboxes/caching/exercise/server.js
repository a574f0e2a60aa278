import express from 'express';
import { cache } from './cache.js';
import * as catalog from './catalog.js';

const app = express();
app.use(express.json());

const isProduct = ({ id, price }) => typeof id === 'string'
  && /^[a-z]{1,20}$/.test(id) && Number.isInteger(price) && price > 0 && price < 1e6;

// For whoever looks: how often the catalog was asked, and a catalog that fails.
app.get('/calls', (req, res) => res.json({ calls: catalog.count() }));
app.put('/fault', (req, res) => {
  const { failures } = req.body ?? {};
  if (!(Number.isInteger(failures) && failures >= 0 && failures < 10)) {
    return res.status(422).json({ error: 'failures is a number below 10' });
  }
  catalog.failNext(failures);
  res.json({ failures });
});
// Somebody else changes a price, and this program is not told.
app.put('/elsewhere/:id', async (req, res) => {
  const product = { id: req.params.id, price: req.body?.price };
  if (!isProduct(product)) return res.status(422).json({ error: 'an id and a price' });
  res.json({ saved: await catalog.save(product) });
});

app.use(cache);

// The home page names the script; the script's name changes with what is in it.
app.use(express.static('public', { maxAge: '1y', immutable: true }));

// A session id is long and random. Here it is a name, so that you can follow it.
const sessions = new Map([['ann', { name: 'Ann' }], ['bob', { name: 'Bob' }]]);
app.get('/me', (req, res) => {
  const [, session] = /(?:^|; )session=(\w{1,20})/.exec(req.get('Cookie') ?? '') ?? [];
  const user = sessions.get(session);
  if (!user) return res.status(401).json({ error: 'log in first' });
  res.json(user);
});

app.get('/products', async (req, res) => {
  const products = await catalog.list();
  const dearest = req.query.sort === 'dearest';
  res.json(dearest ? products.toSorted((a, b) => b.price - a.price) : products);
});
app.get('/products.csv', async (req, res) => {
  const products = await catalog.list();
  res.type('csv').send(products.map(({ id, price }) => `${id},${price}\n`).join(''));
});
app.get('/products/:id', async (req, res) => {
  const product = await catalog.find(req.params.id);
  if (!product) return res.status(404).json({ error: 'no such product' });
  res.json(product);
});

async function save(res, status, product) {
  if (!isProduct(product)) return res.status(422).json({ error: 'an id and a price' });
  const { id, price } = product;
  const saved = await catalog.save({ id, price });
  if (!saved) return res.status(507).json({ error: 'full' });
  res.status(status).json({ id, price });
}
app.post('/products', async (req, res) => save(res, 201, req.body ?? {}));
app.put('/products/:id', async (req, res) =>
  save(res, 200, { ...req.body, id: req.params.id }));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
