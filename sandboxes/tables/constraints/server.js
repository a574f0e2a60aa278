import express from 'express';
import * as attempts from './attempts.js';
import { bare } from './bare.js';
import { ruled } from './ruled.js';

const shops = { bare, ruled };
const app = express();

/** What became of a statement: its rows, how many it changed, or why it failed. */
function attempt(db, sql) {
  try {
    if (/^(CREATE|DROP)/.test(sql)) {
      db.exec(sql);
      return { sql, done: true };
    }
    const statement = db.prepare(sql);
    if (statement.columns().length > 0) return { sql, rows: statement.all() };
    return { sql, changes: statement.run().changes };
  } catch (error) {
    return { sql, error: error.message, code: error.errcode };
  }
}

app.get('/:shop/:name', (req, res) => {
  const { shop, name } = req.params;
  if (!Object.hasOwn(shops, shop) || !Object.hasOwn(attempts, name)) {
    const names = Object.keys(attempts);
    return res.status(404).json({ shops: Object.keys(shops), attempts: names });
  }
  const db = shops[shop];
  db.exec('BEGIN');
  try {
    res.json(attempts[name].map((sql) => attempt(db, sql)));
  } finally {
    db.exec('ROLLBACK'); // the next visitor finds the shop as it was
  }
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Two shops open on port ${port}`);
});
