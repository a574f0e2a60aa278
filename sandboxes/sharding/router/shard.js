// One shard: a database in a process of its own. It knows nothing of the others.
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { customers } from './customers.js';
import { byHash, firstPlace, range, region } from './ways.js';

const SHARD = Number(process.env.SHARD ?? 1);
const db = new DatabaseSync(`shard-${SHARD}.db`);
db.exec(`
  CREATE TABLE IF NOT EXISTS customers (
    way TEXT, id TEXT, name TEXT NOT NULL, region TEXT NOT NULL, joined TEXT NOT NULL,
    PRIMARY KEY (way, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS newest ON customers (way, joined, id)`);

const COLUMNS = 'id, name, region, joined';
const select = db.prepare(`SELECT ${COLUMNS} FROM customers WHERE way = ? AND id = ?`);
const first = db.prepare(`
  SELECT ${COLUMNS} FROM customers WHERE way = ?
  ORDER BY joined DESC, id DESC LIMIT ?`);
const after = db.prepare(`
  SELECT ${COLUMNS} FROM customers WHERE way = ? AND (joined, id) < (?, ?)
  ORDER BY joined DESC, id DESC LIMIT ?`);
const upsert = db.prepare(`
  INSERT INTO customers (way, ${COLUMNS}) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (way, id) DO UPDATE SET name = excluded.name, region = excluded.region`);
const seed = db.prepare(`
  INSERT OR IGNORE INTO customers (way, ${COLUMNS}) VALUES (?, ?, ?, ?, ?)`);

// Its part of the 400 customers, for each way of placing them.
db.exec('BEGIN');
const placed = { range, hash: byHash, region, directory: firstPlace };
for (const [way, place] of Object.entries(placed)) {
  for (const one of customers) {
    if (place(one) !== SHARD) continue;
    seed.run(way, one.id, one.name, one.region, one.joined);
  }
}
db.exec('COMMIT');

const app = express();
app.use(express.json());
app.get('/:way/customers/:id', (req, res) => {
  const row = select.get(req.params.way, req.params.id);
  if (!row) return res.status(404).json({ error: 'not on this shard' });
  res.json(row);
});
app.put('/:way/customers/:id', (req, res) => {
  const { way, id } = req.params;
  const { name, region: of, joined } = req.body ?? {};
  if (![name, of, joined].every((value) => typeof value === 'string')) {
    return res.status(422).json({ error: 'name, region and joined are texts' });
  }
  upsert.run(way, id, name, of, joined);
  res.json(select.get(way, id));
});
app.get('/:way/customers', (req, res) => {
  const { limit = '6', joined, id } = req.query;
  const { way } = req.params;
  const most = Math.min(Math.trunc(Number(limit)) || 1, 100);
  res.json(typeof joined === 'string' && typeof id === 'string'
    ? after.all(way, joined, id, most)
    : first.all(way, most));
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
