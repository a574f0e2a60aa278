import express from 'express';
import { clockWindow, firstRequestWindow } from './limiter.js';
import { replay } from './replay.js';

const policy = { limit: 100, windowMs: 60_000 };
const windows = new Map([['clock', clockWindow], ['first', firstRequestWindow]]);
const app = express();

// GET /replay/clock?send=100@0:59&send=100@1:01
app.get('/replay/:window', (req, res) => {
  const make = windows.get(req.params.window);
  if (!make) return res.status(404).json({ error: 'The windows are clock and first.' });

  const bursts = [req.query.send ?? []].flat();
  try {
    res.json({
      promise: '100 requests per minute',
      ...replay(make(policy), bursts, policy.windowMs),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    res.status(400).json({ error: error.message });
  }
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
