import express from 'express';
import { find, list, save } from './catalog.js';
import { pollInEachWay } from './poll.js';
import { failedPrecondition } from './preconditions.js';

const app = express();

app.get('/catalog', (req, res) => {
  const coding = req.acceptsEncodings('gzip', 'identity') || 'identity';
  const { body, etag } = list(coding);
  // The 304 has them, too (RFC 9110 §15.4.5).
  res.set({ 'Cache-Control': 'no-cache', ETag: etag }).vary('Accept-Encoding');
  const failed = failedPrecondition(req, etag);
  if (failed) return res.status(failed).end();

  if (coding !== 'identity') res.set('Content-Encoding', coding);
  res.type('json').send(body);
});

// 999 products at most, so that the list does not grow without bound.
app.param('id', (req, res, next, id) => {
  if (/^[1-9]\d{0,2}$/.test(id)) return next();
  res.status(404).json({ error: 'ids go from 1 to 999' });
});

app
  .route('/products/:id')
  .get((req, res) => {
    const found = find(Number(req.params.id));
    if (!found) return res.status(404).json({ error: 'no such product' });
    res.set({ 'Cache-Control': 'no-cache', ETag: found.etag });
    const failed = failedPrecondition(req, found.etag);
    if (failed) return res.status(failed).end();
    res.json(found.product);
  })

  .put(express.json(), (req, res) => {
    const { name, price } = req.body ?? {};
    const named = typeof name === 'string' && /^.{1,80}$/.test(name);
    const priced = typeof price === 'number' && price > 0 && price < 1e6;
    if (!named || !priced) {
      return res.status(422).json({ error: 'a product has a name and a price' });
    }
    if (!req.get('If-Match') && !req.get('If-None-Match')) {
      return res.status(428).json({ error: 'say what you have read: If-Match' });
    }
    // From here to the end nothing is awaited, so nobody comes between.
    const id = Number(req.params.id);
    const found = find(id);
    if (failedPrecondition(req, found?.etag)) {
      if (found) res.set('ETag', found.etag);
      return res.status(412).json({ error: 'it is not as you think it is' });
    }
    const saved = save(id, { name, price });
    res.status(found ? 200 : 201).set('ETag', saved.etag).json(saved.product);
  });

// Two series at once would see each other's changes: a second request joins the first.
let series;
app.post('/polls', async (req, res) => {
  series ??= pollInEachWay().finally(() => {
    series = undefined;
  });
  res.json(await series);
});

// A body that express.json() cannot read, or a broken % in the path.
app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
