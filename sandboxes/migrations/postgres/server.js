import express from 'express';
import * as scripts from './scripts.js';
import { db, refill } from './shop.js';

const app = express();

/** What became of a statement: its rows, how many it changed, or why it failed. */
async function attempt(sql) {
  try {
    const { rows, fields, affectedRows } = await db.query(sql);
    if (fields.length > 0) return { sql, rows };
    const counts = /^(INSERT|UPDATE|DELETE)/.test(sql);
    return counts ? { sql, changes: affectedRows } : { sql, done: true };
  } catch ({ message, code, constraint, column, detail }) {
    return { sql, error: message, code, constraint, column, detail };
  }
}

async function run(statements) {
  await db.exec('ROLLBACK'); // of what a list has left open
  await refill();
  const results = [];
  for (const sql of statements) results.push(await attempt(sql));
  return results;
}

// There is one connection: a list waits for its turn, until the last one is done.
let turn = Promise.resolve();

app.post('/scripts/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(scripts, name)) {
    return res.status(404).json({ scripts: Object.keys(scripts) });
  }
  const results = turn.then(() => run(scripts[name]));
  turn = results.catch(() => {});
  res.json(await results);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`PostgreSQL behind port ${port}`);
});
