import express from 'express';
import { database } from './database.js';

const app = express();
const all = database.prepare('SELECT id, text FROM notes ORDER BY id');
const insert = database.prepare('INSERT INTO notes (text) VALUES (?) RETURNING id, text');

app.use(express.json());

app.get('/notes', (req, res) => {
  res.json(all.all());
});

app.post('/notes', (req, res) => {
  const text = req.body?.text;
  if (typeof text !== 'string') {
    return res.status(422).json({ error: 'Send { "text": "…" }.' });
  }
  res.status(201).json(insert.get(text));
});

const port = process.env.PORT ?? 3000;
app.listen(port, () => console.log(`Listening on http://localhost:${port}`));
