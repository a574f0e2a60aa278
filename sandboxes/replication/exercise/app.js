import { readFileSync } from 'node:fs';
import express from 'express';
import { ask } from './client.js';
import { lost } from './failover.js';
import { restore } from './restore.js';
import { choose, wrote } from './route.js';

const ports = { primary: 5001, replica: 5002 };
const PATIENCE = 2000; // milliseconds that a write may take
const acknowledged = []; // positions; only this instance's
const app = express();
app.use(express.json({ limit: '10kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const isText = (value) => typeof value === 'string' && value !== '' && value.length <= 100;

function cookiesOf(req) {
  const pairs = (req.get('Cookie') ?? '').split('; ').map((pair) => pair.split('='));
  return Object.fromEntries(pairs);
}

/** The session stands in for a login. */
app.use((req, res, next) => {
  req.cookies = cookiesOf(req);
  req.user = req.cookies.user;
  next(req.user ? undefined : refuse(401, 'who are you? Send a cookie named user'));
});

async function write(req, res, change) {
  const { mode = 'async' } = req.body ?? {};
  if (mode !== 'async' && mode !== 'sync') throw refuse(422, 'mode is async or sync');
  const { lsn } = await ask(ports.primary, { change, mode }, PATIENCE);
  acknowledged.push(lsn);
  wrote({ user: req.user, lsn, res });
  return lsn;
}

app.post('/posts', async (req, res) => {
  if (!isText(req.body?.text)) throw refuse(422, 'text is a text');
  const id = await write(req, res, { post: req.body.text });
  res.status(201).json({ id });
});

app.delete('/posts/:id', async (req, res) => {
  const id = Number(req.params.id);
  if (!Number.isInteger(id)) throw refuse(404, 'no such post');
  await write(req, res, { del: id });
  res.status(204).end();
});

app.get('/feed', async (req, res) => {
  const { user, cookies } = req;
  const replicaPosition = async () => (await ask(ports.replica, {})).applied;
  const from = await choose({ user, cookies, replicaPosition });
  const { posts } = await ask(ports[from], {});
  res.json({ from, posts });
});

app.post('/backups', async (req, res) => {
  res.status(201).json(await ask(ports.primary, { backup: true }));
});

const lines = (file) => {
  try {
    const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return texts.map((text) => JSON.parse(text));
  } catch (error) {
    if (error.code === 'ENOENT') return []; // nothing was written yet
    throw error;
  }
};
app.post('/restores', (req, res) => {
  const { to } = req.body ?? {};
  if (!Number.isInteger(to)) throw refuse(422, 'to is a time in milliseconds');
  const bases = lines('bases.jsonl');
  const posts = restore({ bases, log: lines('archive.jsonl'), to });
  if (!posts) throw refuse(409, 'there is no base of that time or before');
  res.json({ posts });
});

app.post('/failover', async (req, res) => {
  const { received } = await ask(ports.replica, { promote: true });
  ports.primary = ports.replica;
  res.json({ lost: lost({ acknowledged, received }) });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
