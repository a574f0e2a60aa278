import express, { Router } from 'express';

const router = Router();

// Where a form goes after its POST, and what arrives there.
router.all('/moved/:code', (req, res) => {
  const code = Number(req.params.code);
  if (![301, 302, 303, 307, 308].includes(code)) return res.status(404).end();
  res.redirect(code, '/arrived');
});
const anyText = express.text({ type: '*/*', limit: '1kb' });
router.all('/arrived', anyText, (req, res) => {
  res.json(`${req.method}, ${req.body ? `with “${req.body}”` : 'without a body'}`);
});

/** Sends POST to each of the five and lets fetch follow. */
const follow = (base) => async (req, res) => {
  const arrived = {};
  for (const code of [301, 302, 303, 307, 308]) {
    const post = { method: 'POST', body: 'hi' };
    const response = await fetch(`${base}/moved/${code}`, post);
    arrived[code] = await response.json();
  }
  res.json(arrived);
};

router.all('/v0/parcels', (req, res) => {
  res.status(410).json({ error: 'version 0 ended; see /parcels' });
});

router.get('/night-shift', (req, res) => {
  res.status(503).set('Retry-After', '120').json({ error: 'closed for two minutes' });
});

export const elsewhere = (base) => router.post('/follow', follow(base));
