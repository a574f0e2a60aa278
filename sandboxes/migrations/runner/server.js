import express from 'express';
import { reopening } from './client.js';
import { scenarios } from './scenarios.js';

const app = express();
const db = reopening();
let queue = Promise.resolve(); // one scenario at a time: there is one database

async function reset() {
  const { rows } = await db.query("SELECT name FROM sqlite_schema WHERE type = 'table'");
  for (const { name } of rows) await db.query(`DROP TABLE "${name}"`);
  await db.query('PRAGMA user_version = 0');
}
async function state() {
  const version = (await db.query('PRAGMA user_version')).rows[0].user_version;
  const lamp = await db.query('SELECT * FROM products WHERE id = 1').then(
    ({ rows: [row] }) => JSON.stringify(row), (error) => error.message);
  return ['database', `version ${version}, ${lamp}`];
}

app.post('/scenarios/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(scenarios, name)) {
    return res.status(404).json({ scenarios: Object.keys(scenarios) });
  }
  const result = queue.then(async () => {
    await reset();
    return [...(await scenarios[name]()), await state()];
  });
  queue = result.catch(() => {});
  const lines = (await result).map(([who, what]) => `${who.padEnd(10)}${what}`);
  res.type('text').send(`${lines.join('\n')}\n`);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
