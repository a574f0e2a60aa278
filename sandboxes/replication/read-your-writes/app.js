import express from 'express';
import { ask } from './client.js';
import { play } from './scene.js';
import { PRIMARY, remember, REPLICA, ways } from './ways.js';

const app = express();
app.use(express.json({ limit: '10kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const isText = (value) => typeof value === 'string' && value.length <= 100;

/** The cookie "after=lsn.time". It decides where one reads, and nothing else. */
function afterOf(req) {
  const [, lsn = 0, at = 0] = /\bafter=(\d{1,15})\.(\d{1,15})/.exec(req.get('Cookie')) ?? [];
  return { lsn: Number(lsn), at: Number(at) };
}

app.post('/posts', async (req, res) => {
  const { user, text } = req.body ?? {};
  if (!isText(user) || !isText(text)) throw refuse(422, 'user and text are texts');
  const { lsn } = await ask(PRIMARY, { post: { user, text } });
  remember(user);
  const after = `${lsn}.${Date.now()}`;
  res.cookie('after', after, { httpOnly: true, sameSite: 'lax', maxAge: 86_400_000 });
  res.status(201).json({ lsn, after });
});

app.get('/feed', async (req, res) => {
  const { way, user } = req.query;
  if (!isText(way) || !Object.hasOwn(ways, way))
    throw refuse(422, `way is ${Object.keys(ways).join(', ')}`);
  const start = Date.now();
  const port = await ways[way]({ user, after: afterOf(req) });
  const { posts } = await ask(port, {});
  const from = port === PRIMARY ? 'primary' : 'replica';
  res.json({ from, ms: Date.now() - start, posts: posts.map(({ text }) => text) });
});

const isNumber = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;

// How far the replica is behind from now on, in milliseconds.
app.put('/lag', async (req, res) => {
  const { ms } = req.body ?? {};
  if (!isNumber(ms, 60_000)) throw refuse(422, 'ms is 0 to 60000');
  await ask(REPLICA, { setLag: ms });
  res.json({ ms });
});

// Ada posts at app-1; then she, and Bob, read at both instances.
app.post('/scenes', async (req, res) => {
  const { way, lag = 5000 } = req.body ?? {};
  if (!isText(way) || !Object.hasOwn(ways, way))
    throw refuse(422, `way is ${Object.keys(ways).join(', ')}`);
  if (!isNumber(lag, 60_000)) throw refuse(422, 'lag is 0 to 60000');
  await ask(REPLICA, { setLag: lag });
  res.type('text').send(await play(way));
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(process.env.PORT ?? 3001, (error) => {
  if (error) throw error;
});
