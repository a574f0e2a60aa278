// The card network: another company's server, with keys of its own.
import express from 'express';

let charges = 0;
let seen = new Map(); // key → the charge that was made under it
let troubles = new Set(); // cards whose one trouble is over

export const chargeCount = () => charges;
export function forgetAll() {
  charges = 0;
  seen = new Map();
  troubles = new Set();
}

export const bank = express();
bank.use(express.json());
bank.post('/charges', (req, res) => {
  const { card } = req.body ?? {};
  if (typeof card !== 'string') return res.status(400).json({ error: 'a card' });
  const key = req.get('Idempotency-Key');
  if (key && seen.has(key)) return res.json(seen.get(key));

  if (card === 'declined') return res.status(402).json({ error: 'declined' });
  const first = !troubles.has(card);
  troubles.add(card);
  if (card === 'busy-once' && first) return res.status(503).json({ error: 'busy' });

  charges += 1;
  const charge = { charge: charges };
  if (key) seen.set(key, charge);
  if (card === 'silent-once' && first) return; // charged, and the answer never comes
  res.json(charge);
});
