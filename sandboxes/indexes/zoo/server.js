import express from 'express';
import * as kinds from './kinds.js';
import { db } from './people.js';
import * as traps from './traps.js';

const exhibits = { ...kinds, ...traps };
const app = express();

/** What one statement did: the plan of a SELECT, the fate of anything else. */
function visit(sql) {
  try {
    if (sql.startsWith('SELECT')) {
      const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      return { sql, plan: steps.map((step) => step.detail) };
    }
    db.exec(sql);
    return { sql, done: true };
  } catch (error) {
    return { sql, error: error.message };
  }
}

app.get('/', (req, res) => {
  res.json({ exhibits: Object.keys(exhibits) });
});

app.get('/exhibits/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(exhibits, name)) {
    return res.status(404).json({ error: `There is no exhibit "${name}".` });
  }
  // In SQLite an index, and even statistics, can be created in a transaction
  // and rolled back with it: each visitor finds the room as it was.
  db.exec('BEGIN');
  try {
    res.json(exhibits[name].map(visit));
  } finally {
    db.exec('ROLLBACK');
  }
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Zoo open on port ${port}`);
});
