// Broken on purpose: it believes what a client writes into X-Forwarded-For.
import { randomUUID } from 'node:crypto';
import express from 'express';
import { askStore } from './ask-store.js';
import { find, keep } from './sessions.js';

const [name, port] = process.argv.slice(2);
const app = express();
app.set('trust proxy', true); // two proxies are in front: edge and balancer
app.use(express.json({ limit: '1kb' }));

// The name stands in for a login with a password. `:policy` is the balancer's.
app.post('/:policy/login', async (req, res) => {
  const user = req.body?.user;
  if (typeof user !== 'string' || !/^\w{1,20}$/.test(user)) {
    return res.status(422).json({ error: 'user is a name' });
  }
  const sid = randomUUID();
  await keep(sid, user);
  res.cookie('sid', sid, { httpOnly: true, sameSite: 'lax' });
  res.json({ instance: name, sid });
});

app.get('/:policy/me', async (req, res) => {
  const cookies = req.get('Cookie') ?? '';
  const sid = /(?:^|; )sid=([0-9a-f-]{36})(?:;|$)/.exec(cookies)?.[1];
  const user = sid && (await find(sid));
  if (!user) return res.status(401).json({ instance: name, error: 'who are you?' });
  res.json({ instance: name, user });
});

app.get('/:policy/ip', (req, res) => {
  res.json({ instance: name, ip: req.ip });
});

// An order is taken, or orders are read. The instance that `dies` names is cut off when
// the work is done and nothing is answered.
app.all('/:policy/orders', async (req, res) => {
  const answer = await askStore(req.method === 'POST' ? 'POST' : 'GET', '/orders');
  if (req.query.dies === name) return req.socket.destroy();
  res.json({ instance: name, ...answer });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? port, (error) => {
  if (error) throw error;
});
