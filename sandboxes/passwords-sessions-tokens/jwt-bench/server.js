import express from 'express';
import { apart } from './apart.js';
import * as forge from './forge.js';
import { ways } from './verify.js';

const API = 'https://api.shop.example';
const MAIL = 'https://mail.shop.example';

async function verdicts(token) {
  const said = {};
  for (const [name, verify] of Object.entries(ways)) {
    try {
      said[name] = `in, as ${(await verify(token)).sub}`;
    } catch (error) {
      said[name] = `401: ${error.message}`;
    }
  }
  return said;
}

const app = express();
app.use(express.json({ limit: '4kb' }));

const access = () => forge.issue('at+jwt', API);
const tokens = {
  good: access,
  changed: () => forge.changed(access()),
  none: () => forge.none(access()),
  confused: () => forge.confused(access()),
  refresh: () => forge.issue('refresh+jwt', API),
  otherAudience: () => forge.issue('at+jwt', MAIL),
  forever: () => forge.issue('at+jwt', API, { exp: false }),
};

app.get('/tokens/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(tokens, name)) return res.status(404).json({ problem: 'Which?' });
  const token = tokens[name]();
  const { header, payload } = apart(token);
  res.json({ token, header, payload, verdicts: await verdicts(token) });
});

app.post('/verdicts', async (req, res) => {
  const { token } = req.body ?? {};
  if (typeof token !== 'string') return res.status(422).json({ problem: 'Which?' });
  res.json(await verdicts(token));
});

app.get('/guess', (req, res) => {
  const token = forge.signedWithWord('secret');
  res.json({ token, found: forge.guess(token) });
});

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
