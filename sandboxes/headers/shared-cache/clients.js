// Plays two clients of the cache, one after the other, at an address of their own.
import express from 'express';

const CACHE = 'http://localhost:3000';
const app = express();
let round = 0;

async function ask(url, headers) {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(5000) });
  const type = response.headers.get('Content-Type')?.split(';')[0];
  const cache = response.headers.get('Cache-Status')?.replace('cache; ', '');
  const text = await response.text();
  return { type, cache, body: type === 'application/json' ? JSON.parse(text) : text };
}

const oneAfterTheOther = (clients) => async (req, res) => {
  const { at } = req.query;
  if (!/^(\/[a-z-]+)+$/.test(at)) return res.status(400).json({ error: 'at what?' });
  round += 1;
  const url = `${CACHE}${at}?round=${round}`; // also when another round begins
  const answers = {};
  for (const [who, headers] of Object.entries(clients)) {
    answers[who] = await ask(url, headers);
  }
  res.json(answers);
};

app.get(
  '/shop-then-warehouse',
  oneAfterTheOther({
    shop: { Accept: 'application/json' },
    warehouse: { Accept: 'text/csv' },
  }),
);

app.get(
  '/ann-then-bob',
  oneAfterTheOther({ Ann: { Cookie: 'session=ann' }, Bob: { Cookie: 'session=bob' } }),
);

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(502).json({ error: error.message });
});

app.listen(3002, (error) => {
  if (error) throw error;
});
