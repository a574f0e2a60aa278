import express from 'express';
import { page } from './list.js';
import { shardOf, shardOfStore } from './placement.js';
import { ask, SHARDS } from './shards.js';

const app = express();
app.use(express.json({ limit: '1mb' }));

const kinds = {
  customers: (id) => shardOf(id, SHARDS.length),
  stores: (id) => shardOfStore(id),
};
app.param('kind', (req, res, next, kind) => {
  if (Object.hasOwn(kinds, kind)) return next();
  res.status(404).json({ error: 'customers, or stores' });
});
app.param('id', (req, res, next, id) => {
  if (/^[\w-]{1,40}$/.test(id)) return next();
  res.status(422).json({ error: 'an id is 1 to 40 letters, digits, _ and -' });
});

app.get('/:kind/:id', async (req, res) => {
  const { kind, id } = req.params;
  const row = await ask(kinds[kind](id), `/${kind}/${id}`);
  if (!row) return res.status(404).json({ error: 'not found' });
  res.json(row);
});
app.put('/:kind/:id', async (req, res) => {
  const { kind, id } = req.params;
  const { name } = req.body ?? {};
  if (typeof name !== 'string') return res.status(422).json({ error: 'a name' });
  const body = JSON.stringify({ name: name.slice(0, 100) });
  res.json(await ask(kinds[kind](id), `/${kind}/${id}`, { method: 'PUT', body }));
});

const toCursor = ({ name, id }) =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');
function fromCursor(cursor) {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return typeof name === 'string' && typeof id === 'string' ? { name, id } : null;
  } catch {
    return null;
  }
}
app.get('/customers', async (req, res) => {
  const { limit = '10', after } = req.query;
  const place = after === undefined ? undefined : fromCursor(after);
  if (!/^[1-9]\d?$/.test(limit) || place === null) {
    return res.status(422).json({ error: 'limit is 1 to 99, after is a cursor of ours' });
  }
  const { rows, end } = await page(Number(limit), place);
  res.json({ data: rows, next: end && toCursor(end) });
});

// What would be where: for many customers, and any number of shards.
app.post('/placement', (req, res) => {
  const { ids, shards } = req.body ?? {};
  const fits = Array.isArray(ids) && ids.length <= 10_000 &&
    ids.every((id) => typeof id === 'string' && id.length <= 40);
  if (!fits || !Number.isInteger(shards) || shards < 1 || shards > 100) {
    return res.status(422).json({ error: 'at most 10,000 ids, and 1 to 100 shards' });
  }
  res.json(ids.map((id) => shardOf(id, shards)));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error.status === 503) res.set('Retry-After', '5');
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
