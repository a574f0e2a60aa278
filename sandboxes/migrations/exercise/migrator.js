// Runs stages when it is asked to. There are two of these: deployments overlap.
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { open } from './client.js';
import { Refused, run } from './runner.js';
import { stages } from './stages.js';

const app = express();
const pause = () => wait(100); // milliseconds

/** Work with a connection of its own, which is closed at the end. */
const connected = (work) => async (req, res) => {
  const db = open();
  try {
    await work(db, req, res);
  } catch (error) {
    const status = error instanceof Refused ? 409 : 500;
    res.status(status).json({ error: error.message });
  } finally {
    db.close();
  }
};

app.post('/stages/:name', connected(async (db, req, res) => {
  const { name } = req.params;
  const names = stages.map((stage) => stage.name);
  if (!names.includes(name)) return res.status(404).json({ stages: names });
  res.json(await run(db, stages, name, pause));
}));

// 200 users, as on the first day.
app.post('/reset', connected(async (db, req, res) => {
  const { rows } = await db.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  for (const { name } of rows) await db.query(`DROP TABLE "${name}"`);
  await db.query('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT) STRICT');
  await db.query(`
    INSERT INTO users (name)
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
    SELECT 'user ' || i FROM n`);
  res.json({ users: 200 });
}));

const port = process.env.PORT ?? 3003;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Migrator on port ${port}`);
});
