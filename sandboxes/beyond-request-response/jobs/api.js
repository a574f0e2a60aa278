import express from 'express';
import { describe, find, isBusy, list, start } from './exports.js';
import { health } from './health.js';

const app = express();
app.use(health);
app.use(express.json({ limit: '1kb' }));

app.use('/exports', (req, res, next) => {
  if (req.method !== 'POST' || !isBusy()) return next();
  res
    .status(503)
    .set('Retry-After', '4')
    .json({ error: 'Five exports are running' });
});

// Broken on purpose: the answer is as late as the work.
app.post('/exports/now', async (req, res) => {
  const job = start('csv');
  await job.finished;
  res.status(201).json(describe(job));
});

app.post('/exports', (req, res) => {
  const job = start(req.body?.format);
  res.status(202).location(`/exports/${job.id}`).set('Retry-After', '1');
  res.json(describe(job));
});

app.get('/exports', (req, res) => res.json(list()));

app.param('id', (req, res, next, id) => {
  req.job = find(id);
  if (req.job) return next();
  res.status(404).json({ error: 'No such export' });
});

app.get('/exports/:id', (req, res) => {
  if (req.job.state === 'running') res.set('Retry-After', '1');
  res.set('Cache-Control', 'no-store').json(describe(req.job));
});

app.get('/exports/:id/file', (req, res) => {
  if (req.job.state !== 'done') return res.status(404).json({ error: 'No file yet' });
  res.type('text/csv').send('order,item\n1,lamp\n2,desk\n');
});

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
