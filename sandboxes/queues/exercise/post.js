// The mail service, another company's. It takes 20 ms for a mail, fails for addresses
// that begin with "poison", and can be told to hold all mails back.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

let sent = [];
let tried = [];
let held; // functions that let a mail go on, while mails are held back

const app = express();
app.use(express.json());
app.post('/mails', async (req, res) => {
  const to = String(req.body?.to?.slice?.(0, 200));
  tried.push(to);
  if (held && !(await new Promise((resolve) => held.push(resolve)))) return;
  await sleep(20);
  if (to.startsWith('poison')) return res.status(500).json({ error: 'no' });
  sent.push(to);
  res.status(201).json({ to });
});
app.get('/mails', (req, res) => res.json({ sent, tried }));

// PUT holds mails back. DELETE ends that: what was held goes on, or is lost.
app.put('/held', (req, res) => {
  held ??= [];
  res.status(204).end();
});
app.delete('/held', (req, res) => {
  const all = held ?? [];
  held = undefined;
  for (const goOn of all) goOn(req.query.lose !== 'yes');
  sent = sent.slice(-1000);
  tried = tried.slice(-1000);
  res.status(204).end();
});

app.listen(4000, (error) => {
  if (error) throw error;
});
