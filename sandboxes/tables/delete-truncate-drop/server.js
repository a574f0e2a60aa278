import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';
import { measure } from './pages.js';
import * as scripts from './scripts.js';
import { db, refill } from './shop.js';

const app = express();

/** What became of a statement: its rows, how many it changed, or why it failed. */
function attempt(sql) {
  try {
    if (/^(BEGIN|ROLLBACK|CREATE|ALTER|DROP)/.test(sql)) {
      db.exec(sql);
      return { sql, done: true };
    }
    const statement = db.prepare(sql);
    if (statement.columns().length > 0) return { sql, rows: statement.all() };
    return { sql, changes: statement.run().changes };
  } catch (error) {
    return { sql, error: error.message };
  }
}

// The tables are filled anew before a script. What it leaves can be looked at.
app.post('/scripts/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(scripts, name)) {
    return res.status(404).json({ scripts: Object.keys(scripts) });
  }
  refill();
  try {
    res.json(scripts[name].map(attempt));
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
});

app.post('/pages', (req, res) => {
  const steps = measure();
  const lines = steps.flatMap(({ step, inUse, free }) => [
    `"${step}",${inUse},in use`,
    `"${step}",${free},free`,
  ]);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/pages.csv', ['step,pages,kind', ...lines, ''].join('\n'));
  res.json(steps);
});

refill();
const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on port ${port}`);
});
