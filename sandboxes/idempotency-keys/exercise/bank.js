// The bank, another company's: it takes 200 ms, and it knows keys.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

let charges = 0;
const seen = new Map(); // key → the promise of its answer

async function charge(card) {
  await sleep(200);
  if (card === 'declined') return { status: 402, body: { error: 'declined' } };
  charges += 1;
  return { status: 200, body: { charge: charges } };
}

const app = express();
app.use(express.json());
app.post('/charges', async (req, res) => {
  const { card } = req.body ?? {};
  if (typeof card !== 'string') return res.status(400).json({ error: 'a card' });
  const key = req.get('Idempotency-Key');
  const answer = (key && seen.get(key)) ?? charge(card);
  if (key) seen.set(key, answer);
  const { status, body } = await answer;
  res.status(status).json(body);
});
app.get('/charges', (req, res) => res.json({ charges }));

app.listen(4000, (error) => {
  if (error) throw error;
});
