import express from 'express';
import * as lists from './lists.js';
import { pages } from './pages.js';
import { db, refill } from './tables.js';

const app = express();

/** What became of a statement: its plan, its rows, or why it failed. */
async function attempt(statement) {
  const sql = statement.replace(/\s+/g, ' ');
  try {
    const { rows, fields, affectedRows } = await db.query(statement);
    if (fields[0]?.name === 'QUERY PLAN') {
      const lines = rows.map((row) => row['QUERY PLAN']);
      const planning = lines.indexOf('Planning:'); // pages of the catalog: left out
      return { sql, plan: planning < 0 ? lines : lines.slice(0, planning) };
    }
    if (fields.length > 0) return { sql, rows };
    return affectedRows > 0 ? { sql, changes: affectedRows } : { sql, done: true };
  } catch ({ message, code, hint }) {
    return { sql, error: message, code, hint };
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
function inTurn(work) {
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}

app.post('/lists/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(lists, name)) {
    return res.status(404).json({ lists: Object.keys(lists) });
  }
  res.json(await inTurn(() => run(lists[name])));
});

app.post('/pages', async (req, res) => {
  res.json(await inTurn(async () => {
    await refill();
    return pages();
  }));
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`PostgreSQL behind port ${port}`);
});
