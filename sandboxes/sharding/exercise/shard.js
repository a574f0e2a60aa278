// One shard. What it has is right; there is nothing to be mended here.
import { DatabaseSync } from 'node:sqlite';
import express from 'express';

const SHARD = Number(process.env.SHARD ?? 1);
const db = new DatabaseSync(`shard-${SHARD}.db`);
db.exec(`
  CREATE TABLE IF NOT EXISTS items (
    kind TEXT, id TEXT, name TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS by_name ON items (kind, name, id)`);
const select = db.prepare('SELECT id, name FROM items WHERE kind = ? AND id = ?');
const upsert = db.prepare(`
  INSERT INTO items (kind, id, name) VALUES (?, ?, ?)
  ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name`);
const list = db.prepare(`
  SELECT id, name FROM items WHERE kind = ? AND (name, id) > (?, ?)
  ORDER BY name, id LIMIT ?`);

const app = express();
app.use(express.json());
app.get('/health', (req, res) => res.json({ shard: SHARD }));
app.get('/:kind/:id', (req, res) => {
  const row = select.get(req.params.kind, req.params.id);
  if (!row) return res.status(404).json({ error: 'not on this shard' });
  res.json(row);
});
app.put('/:kind/:id', (req, res) => {
  const { kind, id } = req.params;
  const name = req.body?.name;
  if (typeof name !== 'string') return res.status(422).json({ error: 'a name' });
  upsert.run(kind, id, name);
  res.json({ id, name });
});
app.get('/:kind', (req, res) => {
  const { limit = '99', name = '', id = '' } = req.query;
  const most = Math.min(Math.trunc(Number(limit)) || 1, 100);
  res.json(list.all(req.params.kind, String(name), String(id), most));
});
app.post('/shutdown', (req, res) => {
  res.on('finish', () => process.exit(0));
  res.json({ shard: SHARD, state: 'gone' });
});
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 4000 + SHARD, (error) => {
  if (error) throw error;
});
