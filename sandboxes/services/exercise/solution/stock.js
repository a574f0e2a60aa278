import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { trouble } from './trouble.js';

const db = new DatabaseSync('stock.db');
db.exec(`
  CREATE TABLE IF NOT EXISTS items (
    item TEXT PRIMARY KEY, free INT NOT NULL CHECK (free >= 0)
  );
  CREATE TABLE IF NOT EXISTS reservations (
    order_id TEXT PRIMARY KEY, item TEXT,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'released'))
  );
`);
const find = db.prepare('SELECT * FROM reservations WHERE order_id = ?');
const take = db.prepare(`
  UPDATE items SET free = free - 1 WHERE item = ? AND free > 0`);
const putBack = db.prepare('UPDATE items SET free = free + 1 WHERE item = ?');
const write = db.prepare('INSERT OR REPLACE INTO reservations VALUES (?, ?, ?)');

function transaction(steps) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const app = express();
app.use(express.json({ limit: '1kb' }));
app.use(trouble());

// Reserves one. Again, it changes nothing, and after a release it is too late.
app.put('/reservations/:order', (req, res) => {
  const { order } = req.params;
  const { item } = req.body ?? {};
  if (typeof item !== 'string') return res.status(422).json({ error: 'an item' });
  const status = transaction(() => {
    const known = find.get(order);
    if (known) return known.state === 'reserved' ? 200 : 409;
    if (take.run(item).changes === 0) return 409;
    write.run(order, item, 'reserved');
    return 201;
  });
  res.status(status).json({ reserved: status < 300 });
});

// Makes up for it. It keeps a row also when there was nothing: that may come late.
app.delete('/reservations/:order', (req, res) => {
  const { order } = req.params;
  transaction(() => {
    const known = find.get(order);
    if (known?.state === 'reserved') putBack.run(known.item);
    write.run(order, known?.item ?? null, 'released');
  });
  res.status(204).end();
});

// For experiments.
app.get('/items/lamp', (req, res) => {
  res.json(db.prepare(`SELECT free FROM items WHERE item = 'lamp'`).get() ?? {});
});
const fill = db.prepare(`
  INSERT INTO items VALUES ('lamp', ?), ('tent', 3), ('rope', 3)`);
app.post('/reset', (req, res) => {
  const free = req.body?.free ?? 3;
  if (!Number.isInteger(free) || free < 0) return res.status(422).end();
  db.exec('DELETE FROM items; DELETE FROM reservations');
  fill.run(free);
  res.status(204).end();
});

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
