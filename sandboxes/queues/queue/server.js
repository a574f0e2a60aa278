import express from 'express';
import { deploy, sendWelcome } from './mail.js';
import { poison, policies } from './poison.js';
import { createQueue } from './queue.js';
import { loads, run } from './runs.js';

const SECONDS_EACH = 0.4; // what a mail takes
const port = process.env.PORT ?? 3000;
const app = express();
app.use(express.json({ limit: '1kb' }));
const queue = createQueue({ handle: sendWelcome, limit: 10 });

/** What the job needs and nothing else of the body; undefined if it cannot be done. */
function valid(body) {
  const { email, name } = body ?? {};
  const isRight = typeof email === 'string'
    && /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)
    && typeof name === 'string' && /\S/.test(name) && name.length <= 100;
  return isRight ? { email, name } : undefined;
}
app.use(['/registrations', '/inline'], (req, res, next) => {
  if (req.method !== 'POST') return next();
  req.data = valid(req.body);
  if (req.data) return next();
  res.status(422).json({ error: 'email is an address, name has 1 to 100 characters' });
});

app.post('/inline/registrations', async (req, res) => {
  const begun = Date.now();
  await sendWelcome(req.data);
  res.status(201).json({ state: 'done', tookMs: Date.now() - begun });
});

app.post('/registrations', (req, res) => {
  const begun = Date.now();
  const job = queue.add(req.data);
  if (!job) {
    const seconds = Math.ceil(queue.depth() * SECONDS_EACH);
    res.status(503).set('Retry-After', String(seconds));
    return res.json({ error: 'too many wait' });
  }
  res.status(202).location(`/registrations/${job.id}`);
  res.json({ state: job.state, tookMs: Date.now() - begun });
});

app.param('id', (req, res, next, id) => {
  req.job = /^[1-9]\d{0,8}$/.test(id) ? queue.find(Number(id)) : undefined;
  if (req.job) return next();
  res.status(404).json({ error: 'no such registration' });
});
app.get('/registrations/:id', (req, res) => {
  const { state, tries } = req.job;
  res.set('Cache-Control', 'no-store').json({ state, tries });
});

app.get('/queue', (req, res) => {
  res.json({ depth: queue.depth(), ageMs: queue.age(), dead: queue.dead.length });
});
app.get('/dead-letters', (req, res) => {
  const letter = ({ id, data, tries, error }) => ({ id, data, tries, error });
  res.json(queue.dead.map(letter));
});
app.post('/dead-letters/:id/redrive', (req, res) => {
  if (!queue.redrive(req.job)) {
    return res.status(409).json({ error: 'it is not dead, or the queue is full' });
  }
  res.status(202).location(`/registrations/${req.job.id}`).json({ state: 'waiting' });
});
app.post('/deployments', (req, res) => res.json({ template: deploy() }));

// Experiments, each with a queue of its own.
let isRunning = false;
const alone = (work) => async (req, res) => {
  if (isRunning) return res.status(409).json({ error: 'an experiment is running' });
  isRunning = true;
  try {
    await work(req, res);
  } finally {
    isRunning = false;
  }
};
app.post('/runs/:load', alone(async (req, res) => {
  const { load } = req.params;
  if (Object.hasOwn(loads, load)) return res.json(await run(load));
  res.status(404).json({ loads: Object.keys(loads) });
}));
app.post('/poison/:policy', alone(async (req, res) => {
  const { policy } = req.params;
  if (Object.hasOwn(policies, policy)) {
    return res.type('text/plain').send(await poison(policy));
  }
  res.status(404).json({ policies: Object.keys(policies) });
}));
app.post('/floods', alone(async (req, res) => {
  const answers = {};
  for (let n = 1; n <= 15; n += 1) {
    const answer = await fetch(`http://localhost:${port}/registrations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: `${n}@shop.example`, name: `Guest ${n}` }),
    });
    await answer.arrayBuffer();
    const wait = answer.headers.get('Retry-After');
    const line = `${answer.status}${wait ? `, Retry-After: ${wait}` : ''}`;
    answers[line] = (answers[line] ?? 0) + 1;
  }
  res.json(answers);
}));

app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ error: error.message });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
