// The recommendations, with a switch: they are fine, or fail, or hang.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const known = new Map([['lamp', ['tent', 'rope']], ['tent', ['lamp']]]);
let mode = 'fine';
let calls = 0;
let mended = Promise.withResolvers();

const app = express();
app.get('/items/:item', async (req, res) => {
  calls += 1;
  if (mode === 'hanging') await mended.promise;
  if (mode === 'failing') return res.status(500).json({ error: 'a bug' });
  await sleep(10);
  const also = known.get(req.params.item);
  if (!also) return res.status(404).json({ error: 'no such item' });
  res.json({ also });
});

app.put('/mode/:mode', (req, res) => {
  if (!['fine', 'failing', 'hanging'].includes(req.params.mode)) {
    return res.status(422).json({ error: 'fine, failing or hanging' });
  }
  mode = req.params.mode;
  mended.resolve(); // who hangs gets an answer
  mended = Promise.withResolvers();
  res.json({ mode });
});
app.get('/calls', (req, res) => res.json({ calls }));

app.listen(4001, (error) => {
  if (error) throw error;
});
