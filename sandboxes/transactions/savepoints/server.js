import express from 'express';
import { inPostgres, inSqlite, refill } from './databases.js';
import * as scripts from './scripts.js';

const app = express();
let queue = Promise.resolve(); // one script at a time: each database has one connection

async function play(statements) {
  await refill();
  const steps = [];
  for (const sql of statements) {
    steps.push({ sql, SQLite: inSqlite(sql), PostgreSQL: await inPostgres(sql) });
  }
  return steps;
}

app.post('/scripts/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(scripts, name)) {
    return res.status(404).json({ scripts: Object.keys(scripts) });
  }
  const result = queue.then(() => play(scripts[name]));
  queue = result.catch(() => {});
  res.json(await result);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
