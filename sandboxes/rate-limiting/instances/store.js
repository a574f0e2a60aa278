import express from 'express';

// Stands for Redis: one process, one thread, so each take() runs alone.
const counters = new Map(); // key → { resetsAt, count }

function take({ key, limit, windowMs }) {
  const now = Date.now(); // one clock for all instances
  let counter = counters.get(key);
  if (!counter || counter.resetsAt <= now) {
    counter = { resetsAt: now + windowMs, count: 0 };
    counters.set(key, counter);
  }
  const allowed = counter.count < limit;
  if (allowed) counter.count += 1;
  return { allowed, retryAfter: Math.ceil((counter.resetsAt - now) / 1000) };
}

// Counters that are over are forgotten, so that the map does not grow without bound.
const sweep = setInterval(() => {
  const now = Date.now();
  for (const [key, { resetsAt }] of counters) {
    if (resetsAt <= now) counters.delete(key);
  }
}, 60_000);
sweep.unref(); // must not keep the process alive

const app = express();
app.use(express.json());
app.post('/take', (req, res) => res.json(take(req.body)));

app.post('/shutdown', (req, res) => {
  res.on('finish', () => process.exit(0));
  res.json({ store: 'gone' });
});

app.listen(process.argv[2], (error) => {
  if (error) throw error;
});
