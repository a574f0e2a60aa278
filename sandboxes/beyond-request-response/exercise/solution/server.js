import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { payments, receive } from './receive.js';
import { enqueue } from './send.js';
import { Refused, complete, create, digest, find, put } from './uploads.js';

const app = express();
const json = express.json({ limit: '1kb' });
const bytes = express.raw({ type: () => true, limit: '1kb' });
const bodyOf = (req) => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));

app.post('/uploads', json, (req, res) => {
  const { id, count } = create(req.body?.size, req.get('Repr-Digest'));
  res.status(201).location(`/uploads/${id}`).json({ chunks: count });
});

app.param('id', (req, res, next, id) => {
  req.upload = find(id);
  next();
});

app.put('/uploads/:id/chunks/:n', bytes, (req, res) => {
  put(req.upload, Number(req.params.n), bodyOf(req), req.get('Content-Digest'));
  res.status(204).end();
});

app.post('/uploads/:id/complete', (req, res) => {
  complete(req.upload);
  res.status(201).location(`/uploads/${req.upload.id}/file`);
  res.set('Repr-Digest', digest(req.upload.file)).end();
});

app.get('/uploads/:id/file', (req, res) => {
  if (!req.upload.file) throw new Refused(404, 'The upload is not complete');
  res.type('text').send(req.upload.file);
});

async function makePreview() {
  await sleep(20_000); // a slow library
  return { width: 320, height: 200 };
}

const previews = new Map();
app.post('/uploads/:id/previews', (req, res) => {
  const id = previews.size + 1;
  if (id > 1000) throw new Refused(503, 'Too many previews');
  const preview = { state: 'running' };
  previews.set(id, preview);
  makePreview().then(
    (result) => Object.assign(preview, { state: 'done', ...result }),
    () => Object.assign(preview, { state: 'failed' }),
  );
  res.status(202).location(`/previews/${id}`).set('Retry-After', '5').json(preview);
});

app.get('/previews/:number', (req, res) => {
  const preview = previews.get(Number(req.params.number));
  if (!preview) throw new Refused(404, 'No such preview');
  res.set('Cache-Control', 'no-store').json(preview);
});

app.post('/webhooks/payments', bytes, (req, res) => {
  res.status(receive(req.headers, bodyOf(req))).end();
});
app.get('/payments', (req, res) => res.json(payments));

app.post('/orders', json, (req, res) => {
  const count = req.body?.count;
  if (!Number.isInteger(count) || count < 1 || count > 500)
    throw new Refused(422, 'count is 1 to 500');
  enqueue(
    Array.from({ length: count }, (_, n) => ({ type: 'order.placed', order: n + 1 })),
  );
  res.status(201).end();
});

app.use((error, req, res, next) => {
  if (!(error instanceof Refused)) return next(error);
  res.status(error.status).json({ error: error.message, ...error.details });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
