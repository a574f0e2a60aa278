import express from 'express';
import { refusal, refusalTaught } from './verify.js';

const SECRETS = ['whsec-new'];
const KEPT = 100_000; // ids; in production in the transaction of the effect
const app = express();
const bytes = [
  express.raw({ type: () => true, limit: '100kb' }),
  (req, res, next) => {
    if (!Buffer.isBuffer(req.body)) req.body = Buffer.alloc(0);
    next();
  },
];

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const ids = new Set();
let arrivals = [];
let events = 0;
let again = 0;
let trouble = false;

app.post('/hooks', bytes, (req, res) => {
  arrivals.push(Date.now());
  if (arrivals.length > 10_000) arrivals.shift();
  const why = refusal(SECRETS, req.headers, req.body);
  if (why) return res.status(401).json({ error: why });
  const message = parse(req.body);
  if (!message) return res.status(400).json({ error: 'No JSON' });
  const id = req.headers['webhook-id'];
  const known = ids.has(id);
  if (known) again += 1;
  else {
    ids.add(id);
    if (ids.size > KEPT) ids.delete(ids.values().next().value);
    events += [message].flat().length;
  }
  // In trouble, the work is done and the answer does not say so.
  if (trouble && !known && ids.size % 5 === 0) return res.status(500).end();
  res.json({ taken: known ? 'before' : 'now' });
});

app.post('/hooks-taught', bytes, (req, res) => {
  const why = refusalTaught(SECRETS[0], req.headers, req.body);
  if (why) return res.status(401).json({ error: why });
  res.json({ paid: parse(req.body)?.order ?? null });
});

app.get('/seen', (req, res) => {
  const within = (from) =>
    arrivals.filter((at) => at >= from && at < from + 1000).length;
  const worstSecond = Math.max(0, ...[...new Set(arrivals)].map(within));
  res.json({ requests: arrivals.length, worstSecond, events, again });
});

app.post('/reset', (req, res) => {
  [arrivals, events, again] = [[], 0, 0];
  ids.clear();
  trouble = req.query.trouble === 'true';
  res.status(204).end();
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
