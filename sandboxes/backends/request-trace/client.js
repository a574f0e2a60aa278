// Stands for the browser. It knows one address, the balancer's.
import { mkdir, writeFile } from 'node:fs/promises';
import express from 'express';
import { internet } from './delays.js';
import { started } from './started.js';
import { draw, startTrace } from './trace.js';

const API = 'http://localhost:8080';
const CACHE = 'http://localhost:4000'; // for the experiment only
const port = process.env.PORT ?? 3000;
const app = express();

/** A cache that is gone, or silent, is as empty as one that was emptied. */
const emptyCache = () =>
  startTrace('client').ask(CACHE, { travel: 0, method: 'DELETE' }).catch(() => {});

async function visit(id) {
  const trace = startTrace('client');
  const url = `${API}/products/${encodeURIComponent(id)}`;
  const answer = await trace.ask(url, { travel: internet, timeout: 5000 });
  return { ...answer, spans: trace.spans() };
}

app.get('/visit/products/:id', async (req, res) => {
  const { status, cache, body, spans } = await visit(req.params.id);
  const told = cache === null ? '' : `, cache: ${cache}`;
  res.type('text').send(`${status}${told}\n\n${draw(spans)}\n\n${body}\n`);
});

const runs = new Map(); // 'empty cache' or 'warm cache' → its newest rows

async function plot(run, visits) {
  runs.set(run, visits.map(({ ms }, index) => `${index + 1},${ms},${run}`));
  await mkdir('plots', { recursive: true });
  const rows = [...runs.values()].flat();
  await writeFile('plots/visits.csv', ['request,ms,run', ...rows, ''].join('\n'));
}

// One request after the other, for four products of which some are popular.
const ids = [1, 2, 1, 3, 1, 2, 4, 1, 3, 1];

app.get('/visits', async (req, res) => {
  if ('cold' in req.query) await emptyCache();
  const visits = [];
  for (const id of ids) {
    const { cache, spans } = await visit(id);
    visits.push({ cache, ms: Math.round(spans[0].took) });
  }
  await plot('cold' in req.query ? 'empty cache' : 'warm cache', visits);

  const times = visits.map(({ ms }) => ms);
  const count = (kind) => visits.filter(({ cache }) => cache === kind).length;
  res.json({
    requests: times.length,
    hits: count('hit'),
    misses: count('miss'),
    fastestMs: Math.min(...times),
    slowestMs: Math.max(...times),
    meanMs: Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length),
  });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error.status < 500) return next(error); // a broken % in the path: 400
  const reason = error.cause?.code ?? error.message;
  res.status(502).type('text').send(`No answer: ${reason}\n`);
});

await started(8080);
app.listen(port, (error) => {
  if (error) throw error;
});
