import express from 'express';
import { indexWrites, trees } from './measure.js';
import { fill, indexes } from './orders.js';

const app = express();

app.get('/cost/:count', (req, res) => {
  const count = Number(req.params.count);
  if (!Number.isInteger(count) || count < 0 || count > indexes.length) {
    return res.status(400).json({ error: `Ask for 0 to ${indexes.length} indexes.` });
  }
  const rows = 20_000;
  const db = fill(indexes.slice(0, count), rows);
  const btrees = trees(db);
  const pages = btrees.reduce((sum, tree) => sum + tree.pages, 0);
  res.json({
    indexes: count,
    bytesPerRow: Math.round((pages * 4096) / rows),
    trees: btrees,
    indexEntries: [
      indexWrites(db, 'INSERT INTO orders VALUES (0, 0, 0, 0, 0, 0)'),
      indexWrites(db, 'UPDATE orders SET total = 0 WHERE id = 1'),
      indexWrites(db, "UPDATE orders SET status = 'paid' WHERE id = 1"),
      indexWrites(db, 'DELETE FROM orders WHERE id = 1'),
    ],
  });
  db.close();
});

app.get('/partial', (req, res) => {
  const db = fill([
    'CREATE INDEX created_all ON orders (created_at)',
    "CREATE INDEX created_open ON orders (created_at) WHERE status = 'open'",
  ], 100_000);
  res.json(trees(db));
  db.close();
});

const port = process.env.PORT ?? 3000;
app.listen(port, () => console.log(`Scales ready on port ${port}`));
