import { fork } from 'node:child_process';
import { once } from 'node:events';
import express from 'express';
import { attacks } from './attacks.js';
import { config } from './config.js';
import * as customers from './customers.js';
import { log, logAll } from './log.js';

const app = express();
app.use(express.json());

// Broken on purpose: a page for developers. Shortened to what begins with PAYMENTS.
app.get('/debug', (req, res) => {
  const env = Object.entries(process.env).filter(([name]) => /^PAYMENTS/.test(name));
  res.json({ env: Object.fromEntries(env) });
});

app.get('/config', (req, res) => {
  res.json({ current: config.current, keys: Object.fromEntries(config.keys) });
});

const environments = { inherited: process.env, chosen: { LANG: 'C' } };

app.get('/child/:env', async (req, res) => {
  const { env } = req.params;
  const known = Object.hasOwn(environments, env);
  if (!known) return res.status(404).json({ error: 'no such environment' });
  const child = fork('./child.js', { env: environments[env] });
  const [message] = await once(child, 'message', { signal: AbortSignal.timeout(5000) });
  res.json(message);
});

app.post('/orders/:log', (req, res) => {
  if (req.params.log === 'all') {
    logAll(req);
  } else {
    const { customer, amount, card } = req.body ?? {};
    log('order', { status: 202, customer, amount, card });
  }
  res.status(202).json({ accepted: true });
});

app.get('/customers', (req, res) => {
  res.set('Cache-Control', 'no-store').json(customers.list());
});
app.post('/rotation', (req, res) => res.json({ sealedAnew: customers.rotate() }));

app.get('/attacks/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(attacks, name)) return res.status(404).json(Object.keys(attacks));
  res.json(attacks[name]());
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
