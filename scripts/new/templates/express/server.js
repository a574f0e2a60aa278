import express from 'express';
import { readNote } from './note.js';
import { addNote, listNotes } from './store.js';

const app = express();
app.use(express.json());

app.get('/notes', (req, res) => {
  res.json(listNotes());
});

app.post('/notes', (req, res) => {
  const { text, problem } = readNote(req.body);
  if (problem !== undefined) return res.status(422).json({ problem });
  res.status(201).json(addNote(text));
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
