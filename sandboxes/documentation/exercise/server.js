// Broken on purpose: the document is served, and nothing is held to it.
import { readFileSync } from 'node:fs';
import express from 'express';
import { problem } from './enforce.js';
import { api } from './parcels.js';

const file = new URL('openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8'));
const app = express();

app.get('/openapi.json', (req, res) => res.json(document));

app.use(express.json({ limit: '10kb' }));
app.use(api);

app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  problem(res, error.status, error.message);
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
  console.log('Listening');
});
