// Broken on purpose, every handler in it: code as it is often shown.
import express from 'express';
import { DatabaseSync } from 'node:sqlite';

const app = express();
const ada = { name: 'Ada', score: 7, active: true, nick: 'Countess' };
const users = new Map([['1', ada]]);

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT, score INT, nick TEXT)');

// Broken: this route reads req.body, but the parser is mounted below it.
app.patch('/early/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (req.body.name) user.name = req.body.name;
  res.json(user);
});

app.use(express.json());

// Broken, here and below: an unknown id is not an error.
app.get('/users/:id', (req, res) => {
  res.json(users.get(req.params.id));
});

// Broken: answers only what is wrong. Whoever sends a name waits for ever.
app.post('/users', (req, res) => {
  if (!req.body.name) res.status(400).json({ error: 'the name is missing' });
});

// Broken: "if truthy, copy" cannot store 0, "", false or null.
app.patch('/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (req.body.name) user.name = req.body.name;
  if (req.body.score) user.score = req.body.score;
  if (req.body.active) user.active = req.body.active;
  if (req.body.nick) user.nick = req.body.nick;
  res.json(user);
});

// Broken: members that were not sent become undefined; and always 200.
app.put('/users/:id', (req, res) => {
  const { name, score, active, nick } = req.body;
  users.set(req.params.id, { name, score, active, nick });
  res.json(users.get(req.params.id));
});

// Broken in the same way, with a database behind it.
app.put('/sql/users/:id', (req, res) => {
  const { name, score, nick } = req.body;
  db.prepare('INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?)').run(
    req.params.id, name, score, nick,
  );
  res.json({ name, score, nick });
});

// So that you can read what was thrown. In production: log it, do not send it.
app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ thrown: `${error.name}: ${error.message}` });
});

const port = process.env.PORT ?? 3000;
const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
server.setTimeout(3000); // a connection on which nothing happens is given up
