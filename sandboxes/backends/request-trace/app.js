import express from 'express';
import { hop } from './delays.js';
import { started } from './started.js';
import { startTrace } from './trace.js';

const [name, port] = process.argv.slice(2);
const CACHE = 'http://localhost:4000';
const DATABASE = 'http://localhost:5000';
const app = express();

app.get('/products/:id', async (req, res) => {
  const trace = startTrace(name);
  const answer = (status, body) => {
    res.set('Server-Timing', trace.header());
    res.status(status).json(body);
  };
  const { id } = req.params;
  // One spelling for each product, so that it has one key in the cache.
  if (!/^[1-9]\d{0,8}$/.test(id)) return answer(400, { error: 'An id is a number' });

  const cached = await lookUp(trace, id);
  if (cached !== null) {
    res.set('X-Cache', 'hit');
    return answer(200, cached);
  }
  res.set('X-Cache', 'miss');
  const found = await ask(trace, `${DATABASE}/products/${id}`);
  if (found?.status === 404) return answer(404, { error: `There is no product ${id}` });
  if (found?.status !== 200) return answer(503, { error: 'The database is not there' });

  await ask(trace, `${CACHE}/product:${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: found.body,
  });
  answer(200, JSON.parse(found.body));
});

/** A cache that fails is a cache that misses. */
async function lookUp(trace, id) {
  const found = await ask(trace, `${CACHE}/product:${id}`);
  return found?.status === 200 ? JSON.parse(found.body) : null;
}

/** @returns status and body, or null when there is no answer */
async function ask(trace, url, options) {
  try {
    return await trace.ask(url, { travel: hop, timeout: 400, ...options });
  } catch (error) {
    console.warn(`${url}: ${error.cause?.code ?? error.message}`);
    return null;
  }
}

await started(4000, 5000);
app.listen(port, (error) => {
  if (error) throw error;
});
