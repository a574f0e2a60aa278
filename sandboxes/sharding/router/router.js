import express from 'express';
import { find, place as placeInDirectory } from './directory.js';
import { decode, page } from './list.js';
import { runLoad } from './load.js';
import { ask, askAll, ShardDown } from './shards.js';
import { byHash, range, region } from './ways.js';

/** For each way: the shard to read from, or undefined if the request does not say. */
const toRead = {
  range,
  hash: byHash,
  region: (asked) => (asked.region === undefined ? undefined : region(asked)),
  directory: ({ id }) => find(id) ?? null, // null: nobody has it
};
const toWrite = { ...toRead, region, directory: ({ id }) => placeInDirectory(id) };

const app = express();
app.use(express.json());
app.param('way', (req, res, next, way) => {
  if (Object.hasOwn(toRead, way)) return next();
  res.status(404).json({ ways: Object.keys(toRead) });
});
app.param('id', (req, res, next, id) => {
  if (/^[\w-]{1,36}$/.test(id)) return next();
  res.status(422).json({ error: 'an id is 1 to 36 letters, digits, _ and -' });
});
const isRegion = (value) => typeof value === 'string' && /^[a-z]{2,10}$/.test(value);

app.get('/:way/customers/:id', async (req, res) => {
  const { way, id } = req.params;
  const asked = { id, region: isRegion(req.query.region) ? req.query.region : undefined };
  const shard = toRead[way](asked);
  const path = `/${way}/customers/${id}`;
  if (shard !== undefined) {
    const value = shard && (await ask(shard, path));
    if (!value) return res.status(404).json({ error: 'no such customer' });
    return res.json({ asked: 1, found: [{ ...value, shard }] });
  }
  // The request does not have the shard key: whoever has the row may be any of them.
  const { answers, missing } = await askAll(path);
  const found = answers
    .filter(({ value }) => value)
    .map(({ shard: from, value }) => ({ ...value, shard: from }));
  if (found.length === 0) {
    if (missing.length > 0) throw new ShardDown(missing[0]); // perhaps it is there
    return res.status(404).json({ error: 'no such customer' });
  }
  res.json({ asked: answers.length + missing.length, found });
});

app.put('/:way/customers/:id', async (req, res) => {
  const { way, id } = req.params;
  const { name, region: of } = req.body ?? {};
  if (typeof name !== 'string' || !isRegion(of)) {
    return res.status(422).json({ error: 'a name and a region, such as "eu"' });
  }
  const shard = toWrite[way]({ id, region: of });
  const body = { name: name.slice(0, 100), region: of, joined: new Date().toISOString() };
  const value = await ask(shard, `/${way}/customers/${id}`, { method: 'PUT', body });
  res.json({ ...value, shard });
});

app.get('/:way/customers', async (req, res) => {
  const { limit = '5', after, partial } = req.query;
  if (!/^[1-9]\d?$/.test(limit)) {
    return res.status(422).json({ error: 'limit is 1 to 99' });
  }
  const place = after === undefined ? undefined : decode(after);
  if (place === null) return res.status(422).json({ error: 'not a cursor of ours' });
  const options = { limit: Number(limit), place, partial: partial === 'yes' };
  res.json(await page({ way: req.params.way, ...options }));
});

let loading = false; // two at a time would count each other's requests
app.post('/load', async (req, res) => {
  if (loading) return res.status(409).json({ error: 'a load is running' });
  loading = true;
  try {
    res.type('text').send(await runLoad());
  } finally {
    loading = false;
  }
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
