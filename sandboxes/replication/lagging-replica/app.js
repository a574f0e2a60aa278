import express from 'express';
import { ask } from './client.js';
import { names, ports } from './cluster.js';
import { modes } from './commit.js';
import { crash } from './crash.js';
import { measure } from './lag.js';
import { look } from './look.js';

let primary = 'primary'; // until a replica is promoted
const app = express();
app.use(express.json({ limit: '10kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const knownMode = (mode) => {
  if (typeof mode === 'string' && Object.hasOwn(modes, mode)) return mode;
  throw refuse(422, `mode is ${Object.keys(modes).join(', ')}`);
};

app.post('/posts', async (req, res) => {
  const { text, mode = 'async' } = req.body ?? {};
  if (typeof text !== 'string' || text.length > 200) throw refuse(422, 'text is a text');
  const start = Date.now();
  const { lsn } = await ask(ports[primary], { write: text, mode: knownMode(mode) });
  res.status(201).json({ lsn, mode, ackMs: Date.now() - start });
});

app.get('/nodes', async (req, res) => {
  const all = {};
  for (const [name, port] of Object.entries(ports)) {
    const state = await ask(port, {}).catch(() => null);
    all[name] = state ? { received: state.received, applied: state.applied } : 'gone';
  }
  res.json(all);
});

// Promotes the replica that has most of the log; the other one follows it.
app.post('/failover', async (req, res) => {
  const isAlive = await ask(ports[primary], {}).then(() => true, () => false);
  if (isAlive) throw refuse(409, `${primary} answers: two primaries would diverge`);
  const left = [];
  for (const name of names.filter((each) => each !== primary)) {
    const state = await ask(ports[name], {}).catch(() => null);
    if (state) left.push({ name, received: state.received });
  }
  left.sort((a, b) => b.received - a.received);
  const [best, ...others] = left;
  if (!best) throw refuse(503, 'no replica answers');
  await ask(ports[best.name], { promoted: true });
  for (const { name } of others) await ask(ports[name], { follow: ports[best.name] });
  primary = best.name;
  res.json({ primary, received: best.received });
});

// An experiment has the ports, and the processors, to itself.
let busy = false;
async function alone(work) {
  if (busy) throw refuse(409, 'an experiment is running');
  busy = true;
  primary = 'primary'; // it boots all nodes anew
  try {
    return await work();
  } finally {
    busy = false;
  }
}

app.post('/lag', async (req, res) => {
  res.json(await alone(() => measure()));
});

app.post('/looks', async (req, res) => {
  const { mode, report = 0 } = req.body ?? {};
  if (!Number.isInteger(report) || report < 0 || report > 2000)
    throw refuse(422, 'report is 0 to 2000 milliseconds');
  res.type('text').send(await alone(() => look(knownMode(mode), report)));
});

app.post('/crashes', async (req, res) => {
  const { mode, without = [] } = req.body ?? {};
  if (!Array.isArray(without) || !without.every((name) => /^replica-[12]$/.test(name)))
    throw refuse(422, 'without lists replica-1 or replica-2');
  res.json(await alone(() => crash(knownMode(mode), without)));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
