import express from 'express';
import * as board from './board.js';
import { ask, connect } from './client.js';
import { admits } from './limit.js';
import * as locks from './locks.js';
import * as reports from './reports.js';
import * as sessions from './sessions.js';

const app = express();
app.use(express.json({ limit: '1kb' }));
app.use(async (req, res, next) => {
  await ask(connect());
  next();
});

const isName = (text) => typeof text === 'string' && /^[a-z0-9-]{1,40}$/.test(text);
const isInteger = (n, min, max) => Number.isSafeInteger(n) && n >= min && n <= max;
const refuse = (res, status, problem) => res.status(status).json({ problem });

app.param('name', (req, res, next, name) =>
  isName(name) ? next() : refuse(res, 422, 'A name is a-z, 0-9 and -.'));

app.post('/locks/:name', async (req, res) => {
  const { ms } = req.body ?? {};
  if (!isInteger(ms, 100, 60_000)) return refuse(res, 422, 'ms from 100 to 60000.');
  const lock = await locks.acquire(req.params.name, ms);
  if (!lock) return refuse(res, 409, 'Somebody holds the lock.');
  res.status(201).json(lock);
});

app.delete('/locks/:name', async (req, res) => {
  const token = req.get('Lock-Token');
  if (!token) return refuse(res, 422, 'Which Lock-Token?');
  const deleted = await locks.release(req.params.name, token);
  if (deleted === 0) return refuse(res, 409, 'This lock is not yours any more.');
  res.json({ deleted });
});

app.get('/reports/:name', (req, res) => {
  const report = reports.read(req.params.name);
  if (!report) return refuse(res, 404, 'No such report.');
  res.json({ text: report.text });
});

app.put('/reports/:name', (req, res) => {
  const { text, fence } = req.body ?? {};
  if (typeof text !== 'string' || text.length > 200) {
    return refuse(res, 422, 'A text of 200 characters at most.');
  }
  if (!isInteger(fence, 1, Number.MAX_SAFE_INTEGER)) {
    return refuse(res, 422, 'A fence is a positive integer.');
  }
  if (!reports.write(req.params.name, text, fence)) {
    return refuse(res, 409, 'Another holder has written since.');
  }
  res.json({ text });
});

app.post('/scores', async (req, res) => {
  const { player, points } = req.body ?? {};
  if (!isName(player) || !isInteger(points, 1, 1000)) {
    return refuse(res, 422, 'A player, and 1 to 1000 points.');
  }
  res.json({ player, score: await board.addPoints(player, points) });
});

app.get('/board', async (req, res) => res.json(await board.top(10)));

app.get('/players/:name', async (req, res) => {
  const found = await board.player(req.params.name);
  if (!found) return refuse(res, 404, 'No such player.');
  res.json(found);
});

app.post('/sessions', async (req, res) => {
  const { user } = req.body ?? {};
  if (!isName(user)) return refuse(res, 422, 'Which user?');
  res.status(201).json({ id: await sessions.create(user) }); // in life: a cookie
});

app.use('/session', async (req, res, next) => {
  const id = req.get('Session') ?? '';
  req.session = isName(id) ? await sessions.read(id) : null;
  if (!req.session) return refuse(res, 401, 'Sign in again.');
  next();
});

app.get('/session', (req, res) => res.json(req.session));

app.post('/session/items', async (req, res) => {
  req.session.items += 1;
  await sessions.save(req.get('Session'), req.session);
  res.json(req.session);
});

app.get('/quote', async (req, res) => {
  const client = req.get('Client') ?? '';
  if (!isName(client)) return refuse(res, 401, 'Which client?');
  if (!(await admits(client))) return refuse(res, 429, 'Five a minute.');
  res.json({ quote: 42 });
});

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
