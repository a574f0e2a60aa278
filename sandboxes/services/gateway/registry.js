// Where instances are. An entry that is not renewed within the TTL is gone.
import express from 'express';

let TTL = 3000; // ms: three heartbeats
const MOST = 100; // instances that are remembered
const entries = new Map(); // 'catalog/catalog-1' → { service, name, port, seen }

const isAlive = ({ seen }) => Date.now() - seen < TTL;

function forgetTheDead() {
  for (const [key, entry] of entries) if (!isAlive(entry)) entries.delete(key);
}

const app = express();
app.use(express.json({ limit: '1kb' }));

// The first time it registers, and then it is a heartbeat.
app.put('/services/:service/:name', (req, res) => {
  const { service, name } = req.params;
  const { port } = req.body ?? {};
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return res.status(422).json({ error: 'a port' });
  forgetTheDead();
  const key = `${service}/${name}`;
  if (entries.size >= MOST && !entries.has(key)) return res.status(503).end();
  entries.set(key, { service, name, port, seen: Date.now() });
  res.json({ ttl: TTL });
});

// An instance that ends in good order says so, and nobody has to wait.
app.delete('/services/:service/:name', (req, res) => {
  entries.delete(`${req.params.service}/${req.params.name}`);
  res.status(204).end();
});

app.get('/services/:service', (req, res) => {
  const found = [...entries.values()]
    .filter((entry) => entry.service === req.params.service && isAlive(entry));
  res.json(found.map(({ name, port }) => ({ name, port })));
});

// For experiments.
app.put('/ttl', (req, res) => {
  const { ttl } = req.body ?? {};
  if (!Number.isInteger(ttl) || ttl < 1000 || ttl > 10_000)
    return res.status(422).json({ error: 'ttl is 1000 to 10000 ms' });
  TTL = ttl;
  res.json({ ttl });
});

app.listen(4000, (error) => {
  if (error) throw error;
});
