import { randomUUID } from 'node:crypto';
import express from 'express';
import { codes } from './codes.js';
import { eachAlone } from './day-one.js';
import { flip, on, when } from './decisions.js';
import { authenticate, authorize } from './keys.js';
import { limit } from './limit.js';
import { router } from './orders.js';
import { Problem, problems } from './problems.js';
import { inTurn } from './trial.js';

Error.stackTraceLimit = 1; // one line of a stack is enough for this log
const app = express();
app.set('json spaces', 1);
const port = process.env.PORT ?? 3000;
const base = `http://localhost:${port}`;

// Not one of the five: it costs nothing, and is there from the start.
app.use((req, res, next) => {
  req.id = randomUUID();
  res.set('X-Request-Id', req.id);
  next();
});

app.put('/decisions/:name', express.json({ strict: false }), (req, res) =>
  inTurn(() => flip(req, res)), // not while a trial has set the switches
);
app.get('/day-one', async (req, res) => res.type('text').send(await eachAlone(base)));
app.get('/codes', async (req, res) => res.type('text').send(await codes(base)));

const api = express.Router();
api.use(when('auth', authenticate), when('limits', limit), when('auth', authorize));
api.use(router);

app.use('/v1', when('versions', api));
app.use((req, res, next) => (on.versions ? next() : api(req, res, next)));
app.use(() => {
  const hint = on.versions ? { hint: 'All addresses begin with /v1.' } : {};
  throw new Problem(404, 'not-found', 'There is nothing here', hint);
});
app.use(problems);

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on ${base}`);
});
