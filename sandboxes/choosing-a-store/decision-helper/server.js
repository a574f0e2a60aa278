import express from 'express';
import { decide, problem } from './decide.js';
import { questions } from './questions.js';

const app = express();
app.use(express.json());

app.get('/questions', (req, res) => { res.json(questions); });

app.post('/decide', (req, res) => {
  const wrong = problem(req.body);
  if (wrong !== undefined) return res.status(422).json({ error: wrong });
  res.type('text/plain').send(decide(req.body));
});

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Ready to be argued with on port ${port}`);
});
