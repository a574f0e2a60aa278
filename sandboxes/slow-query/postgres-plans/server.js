import express from 'express';
import * as lists from './lists.js';
import { db, refill } from './shop.js';

const app = express();

// A number above 2⁵³ comes as a BigInt, for which JSON has no form.
const replacer = (_, value) => (typeof value === 'bigint' ? `${value}` : value);
const line = (row) => JSON.stringify(row, replacer);

/** A statement, and what became of it: its plan, its rows, or why it failed. */
async function attempt(sql) {
  const shown = sql.replace(/^\s*/gm, '> ');
  try {
    const { rows, fields, affectedRows } = await db.query(sql);
    if (fields[0]?.name === 'QUERY PLAN') {
      const lines = rows.map((row) => row['QUERY PLAN']);
      const planning = lines.indexOf('Planning:'); // pages of the catalog: left out
      return [shown, ...(planning < 0 ? lines : lines.slice(0, planning))];
    }
    if (fields.length > 0) return [shown, ...rows.map(line)];
    return [shown, affectedRows > 0 ? `${affectedRows} rows changed` : 'done'];
  } catch ({ message, code, hint }) {
    return [shown, `${code} ${message}`, ...(hint ? [hint] : [])];
  }
}

async function run(statements) {
  await refill();
  const results = [];
  for (const sql of statements) results.push((await attempt(sql)).join('\n'));
  return `${results.join('\n\n')}\n`;
}

// There is one connection: a list waits for its turn, until the last one is done.
let turn = Promise.resolve();

app.post('/lists/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(lists, name)) {
    return res.status(404).json({ lists: Object.keys(lists) });
  }
  const results = turn.then(() => run(lists[name]));
  turn = results.catch(() => {});
  res.type('text').send(await results);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`PostgreSQL behind port ${port}`);
});
