import express from 'express';
import { asDeprecation, asSunset, deprecated, stage, sunset } from './lifecycle.js';
import { answer, Problem } from './problems.js';
import { season } from './season.js';

const app = express();
app.set('json spaces', 1);
const user = { id: 1, full_name: 'Ada Lovelace' };
const customers = new Map([
  ['Bearer shop_test_ada', 'Ada'],
  ['Bearer shop_test_bob', 'Bob'],
]);
const calls = new Map(); // customer → how often, and when last

function count(req, res, next) {
  const who = customers.get(req.get('Authorization')) ?? 'without a key';
  const times = (calls.get(who)?.times ?? 0) + 1;
  calls.set(who, { times, last: new Date().toISOString() });
  next();
}

/** Says on each answer of version 1 that it ends, and ends it. */
function ending(req, res, next) {
  const now = Date.now();
  const { state, until } = stage(now);
  const successor = `/v2${req.url.replaceAll('>', '%3E')}`; // it stands in < > in Link
  res.set('Deprecation', asDeprecation(deprecated));
  res.links({ deprecation: '/changes/v2', 'successor-version': successor });
  if (state === 'gone') throw new Problem(410, 'Version 1 has ended', { successor });
  res.set('Sunset', asSunset(sunset));
  if (state === 'brownout') {
    res.set('Retry-After', String(Math.ceil((until - now) / 1000)));
    throw new Problem(503, 'Version 1 is off for a while', { ends: sunset, successor });
  }
  next();
}

app.use('/v1', count, ending);
app.get('/v1/users/1', (req, res) => res.json({ id: user.id, name: user.full_name }));
app.get('/v2/users/1', (req, res) => res.json(user));

app.get('/v1-calls', (req, res) => res.json(Object.fromEntries(calls)));
app.get('/season', (req, res) => res.type('text').send(season()));
app.get('/changes/v2', (req, res) => {
  res.type('text').send('name is full_name now. Nothing else has changed.\n');
});

app.use(() => {
  throw new Problem(404, 'There is nothing here');
});
app.use(answer);

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
