import express from 'express';
import { rateLimit } from 'express-rate-limit';
import { limitBy } from './own.js';
import { sendQuotaExceeded } from './problem.js';
import { taughtLimit } from './taught.js';

// Two per quarter of an hour, so that you reach it. A real one: limit: 100.
const windowMs = 15 * 60 * 1000;
const limit = 2;
const apiKey = (req) => req.get('Authorization');
const issued = new Set(['Bearer demo-key']);

const app = express();

// First who, then how often: a key that nobody issued must not open a counter.
app.use((req, res, next) => {
  if (issued.has(apiKey(req))) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Unknown API key' });
});

const quote = (req, res) => res.json({ symbol: 'ACME', price: 12.5 });

// As it is often written: the old option name, everything else left alone.
app.get('/defaults', rateLimit({ windowMs, max: limit, keyGenerator: apiKey }), quote);

app.get(
  '/package',
  rateLimit({
    windowMs,
    limit,
    keyGenerator: apiKey,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'quote',
    handler: (req, res) => sendQuotaExceeded(res, 'quote'),
  }),
  quote,
);

app.get('/own', limitBy(apiKey, { name: 'quote', limit, windowMs }), quote);
app.get('/taught', taughtLimit(apiKey, { limit, windowMs }), quote);

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
