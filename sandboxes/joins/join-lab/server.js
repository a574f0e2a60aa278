import express from 'express';
import { db } from './data.js';
import { draw } from './draw.js';
import { mistakes } from './mistakes.js';
import { queries } from './queries.js';

const all = { ...queries, ...mistakes };
const app = express();

app.param('name', (req, res, next, name) => {
  if (Object.hasOwn(all, name)) return next();
  const names = Object.keys(all).join(', ');
  res.status(404).json({ error: `There is no query of that name, but: ${names}.` });
});

// The picture: which rows of the tables each row of the result was made from.
app.get('/joins/:name', (req, res) => {
  res.type('text/plain').send(draw(all[req.params.name]));
});

// The same result as the driver hands it to a program.
app.get('/objects/:name', (req, res) => {
  const statement = db.prepare(all[req.params.name]);
  const columns = statement.columns().map(({ name }) => name);
  res.json({ columns, rows: statement.all() });
});

// A query that SQLite refuses says so in the answer.
app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
