import express from 'express';
import { Refused, complete, create, describe, digest, find, put } from './uploads.js';

const app = express();

app.post('/uploads', express.json({ limit: '1kb' }), (req, res) => {
  const upload = create(req.body?.size, req.get('Repr-Digest') ?? '');
  res.status(201).location(`/uploads/${upload.id}`).json(describe(upload));
});

app.param('id', (req, res, next, id) => {
  req.upload = find(id);
  next();
});

app.get('/uploads/:id', (req, res) => {
  res.set('Cache-Control', 'no-store').json(describe(req.upload));
});

// A chunk has its own address, so PUT: sending it twice is sending it once.
const bytes = express.raw({ type: () => true, limit: '1kb' });
app.put('/uploads/:id/chunks/:n', bytes, (req, res) => {
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  put(req.upload, Number(req.params.n), body, req.get('Content-Digest'));
  res.status(204).end();
});

app.post('/uploads/:id/complete', (req, res) => {
  const { file } = complete(req.upload);
  const location = `/uploads/${req.upload.id}/file`;
  res.status(201).location(location).set('Repr-Digest', digest(file));
  res.json({ size: file.length, file: location });
});

app.get('/uploads/:id/file', (req, res) => {
  if (!req.upload.done) throw new Refused(404, 'The upload is not complete');
  res.type('text').set('Repr-Digest', digest(req.upload.file)).send(req.upload.file);
});

app.use((error, req, res, next) => {
  if (!(error instanceof Refused)) return next(error);
  res.status(error.status).json({ error: error.message, ...error.details });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
