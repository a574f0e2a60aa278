import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { indexWrites, trees } from './measure.js';
import { fill, indexes } from './orders.js';

const app = express();
const rows = 20_000;

const bytesPerRow = (btrees) => {
  const pages = btrees.reduce((sum, tree) => sum + tree.pages, 0);
  return Math.round((pages * 4096) / rows);
};

app.get('/cost/:count', (req, res) => {
  const count = Number(req.params.count);
  if (!Number.isInteger(count) || count < 0 || count > indexes.length) {
    return res.status(400).json({ error: `Ask for 0 to ${indexes.length} indexes.` });
  }
  const db = fill(indexes.slice(0, count), rows);
  const btrees = trees(db);
  res.json({
    indexes: count,
    bytesPerRow: bytesPerRow(btrees),
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

// Measures them all and draws the plot.
app.get('/costs', (req, res) => {
  const sizes = [0, ...indexes.keys()].map((_, count) => {
    const db = fill(indexes.slice(0, count), rows);
    const bytes = bytesPerRow(trees(db));
    db.close();
    return `${count},${bytes}`;
  });
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/cost.csv', ['indexes,bytes', ...sizes, ''].join('\n'));
  res.json(sizes);
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
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Scales ready on port ${port}`);
});
