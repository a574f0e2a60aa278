import express from 'express';
import { allReports, pointsOf } from './db.js';
import { receive } from './inbox.js';
import { add, deadLetters, find } from './jobs.js';

const app = express();
app.use(express.json({ limit: '1kb' }));

/** A text that is a name, an id or an address, and no more. */
const isShort = (text) => typeof text === 'string' && /^\S{1,100}$/.test(text);

// Broken on purpose: "registered" says more than is known, and not where to ask.
app.post('/registrations', (req, res) => {
  const { email } = req.body ?? {};
  if (!isShort(email)) return res.status(422).json({ error: 'email is an address' });
  add('welcome', { email });
  res.json({ state: 'registered' });
});
app.get('/registrations/:id', (req, res) => {
  const job = /^[1-9]\d{0,8}$/.test(req.params.id) && find(Number(req.params.id));
  if (!job) return res.status(404).json({ error: 'no such registration' });
  res.set('Cache-Control', 'no-store').json({ state: job.state, tries: job.tries });
});
app.get('/dead-letters', (req, res) => res.json(deadLetters()));

// The broker delivers a message. 204 is the acknowledgment.
app.post('/deliveries', async (req, res) => {
  const { id, customer, euros } = req.body ?? {};
  if (!isShort(id) || !isShort(customer) || !Number.isInteger(euros)) {
    return res.status(422).json({ error: 'id, customer and euros' });
  }
  await receive({ id, customer, euros });
  res.status(204).end();
});
app.get('/points/:customer', (req, res) => {
  res.json({ points: pointsOf(req.params.customer) });
});

// A scheduler says that an occurrence is due. There are two of them.
app.post('/runs', (req, res) => {
  const { due } = req.body ?? {};
  if (!isShort(due)) return res.status(422).json({ error: 'due is a time' });
  add('report', { due });
  res.status(202).json({ due });
});
app.get('/reports', (req, res) => res.json(allReports()));

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
