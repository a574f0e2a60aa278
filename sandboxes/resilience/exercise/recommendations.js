// The upstream, and right: fine, failing, hanging, or failing each second time.
import express from 'express';
import { keepLines } from './kept.js';
import { log } from './log.js';
import { here, traced } from './trace.js';

const known = new Map([['lamp', ['tent', 'rope']], ['tent', ['lamp']]]);
let mode = 'fine';
let calls = 0;
let mended = Promise.withResolvers();
keepLines();

const app = express();
app.disable('x-powered-by');
app.get('/lines', keepLines.show);
app.get('/calls', (req, res) => res.json({ calls }));
app.put('/mode/:mode', (req, res) => {
  if (!['fine', 'failing', 'hanging', 'flaky'].includes(req.params.mode)) {
    return res.status(422).json({ error: 'fine, failing, hanging or flaky' });
  }
  mode = req.params.mode;
  calls = 0;
  mended.resolve(); // who hangs gets an answer
  mended = Promise.withResolvers();
  res.json({ mode });
});

app.use(traced);
app.get('/items/:item', async (req, res) => {
  log('recommendations', 'request', { ...here(), path: req.path });
  calls += 1;
  const bad = mode === 'failing' || (mode === 'flaky' && calls % 2 === 1);
  if (mode === 'hanging') await mended.promise;
  if (bad) return res.status(500).json({ error: 'a bug' });
  const also = known.get(req.params.item);
  if (!also) return res.status(404).json({ error: 'no such item' });
  res.json({ also });
});

app.listen(4002, (error) => {
  if (error) throw error;
});
