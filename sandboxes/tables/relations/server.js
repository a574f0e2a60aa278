import express from 'express';
import * as relations from './attempts.js';
import { deleteUnder, names } from './deletions.js';
import { packed } from './packed.js';
import { db } from './schema.js';

const attempts = { ...relations, packed };
const app = express();

function attempt(sql) {
  try {
    if (sql.startsWith('CREATE')) {
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

app.get('/relations/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(attempts, name)) {
    return res.status(404).json({ relations: Object.keys(attempts) });
  }
  db.exec('BEGIN');
  try {
    res.json(attempts[name].map(attempt));
  } finally {
    db.exec('ROLLBACK');
  }
});

app.get('/on-delete/:name', (req, res) => {
  const { name } = req.params;
  if (!names.includes(name)) return res.status(404).json({ actions: names });
  res.json(deleteUnder(name));
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Relations on port ${port}`);
});
