import express from 'express';
import { db } from './blog.js';
import * as lists from './lists.js';

const app = express();

/** A statement, and what became of it: its plan, its rows, or why it failed. */
async function attempt(sql) {
  const shown = sql.replace(/^/gm, '> ');
  try {
    const { rows } = await db.query(sql);
    const lines = rows.map((row) => row['QUERY PLAN'] ?? JSON.stringify(row));
    const planning = lines.indexOf('Planning:'); // pages of the catalog: left out
    return [shown, ...(planning < 0 ? lines : lines.slice(0, planning))].join('\n');
  } catch ({ message, code }) {
    return [shown, `${code} ${message}`].join('\n');
  }
}

app.get('/lists/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(lists, name)) {
    return res.status(404).json({ lists: Object.keys(lists) });
  }
  const results = [];
  for (const sql of lists[name]) results.push(await attempt(sql));
  res.type('text').send(`${results.join('\n\n')}\n`);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`PostgreSQL behind port ${port}`);
});
