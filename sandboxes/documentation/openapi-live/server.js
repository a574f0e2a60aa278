import { readFileSync } from 'node:fs';
import express from 'express';
import { answers, operationsOf, problem, requests } from './enforce.js';
import { tryAll } from './examples.js';
import { api } from './orders.js';
import { page } from './page.js';

const REFUSE = false; // true: an answer that is not in the document is not sent
const KEY = 'demo';
const file = new URL('openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8'));
const operations = operationsOf(document);
const port = process.env.PORT ?? 3000;
const app = express();

// For programs, for people, and for the build.
app.get('/openapi.json', (req, res) => res.json(document));
app.get('/docs', (req, res) => res.send(page(document)));
app.get('/examples', async (req, res) => {
  const api = `http://localhost:${port}`;
  res.type('text').send(await tryAll(document, operations, api, KEY));
});

app.use(answers(operations, { refuse: REFUSE }));
app.use((req, res, next) => {
  if (req.get('Authorization') === `Bearer ${KEY}`) return next();
  problem(res.set('WWW-Authenticate', 'Bearer'), 401, 'No key, or an unknown one');
});
app.use(express.json({ limit: '10kb' }));
app.use(requests);
app.use(api);

app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  problem(res, error.status, error.message);
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
