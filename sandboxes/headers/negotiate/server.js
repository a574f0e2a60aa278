import express from 'express';
import { formats } from './formats.js';
import { choose, weigh } from './negotiate.js';
import { priceList } from './prices.js';
import { taughtPrices } from './taught.js';

const app = express();
const types = Object.keys(formats);

app.get('/prices', (req, res) => {
  const language = req.acceptsLanguages('en', 'es') || 'en'; // better than a refusal
  const type = req.accepts(types);
  res.vary(['Accept', 'Accept-Language']);
  if (!type) return res.status(406).json({ available: types });

  res.set('Content-Language', language).type(type);
  res.send(formats[type](priceList(language)));
});

// The same choice with its reasons, and what Express makes of the same header.
app.get('/why', (req, res) => {
  const accept = req.get('Accept');
  const weighed = weigh(types, accept);
  res.vary('Accept').json({
    accept: accept ?? null,
    weighed,
    chosen: choose(weighed),
    express: req.accepts(types) || null,
  });
});

app.get('/taught/prices', taughtPrices);

// So that you can read what was thrown. In production: log it, do not send it.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(500).json({ thrown: `${error.name}: ${error.message}` });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
