import express from 'express';
import * as board from './board.js';
import { ask, connect } from './client.js';
import { measure } from './cost.js';
import * as locks from './locks.js';
import * as reports from './reports.js';

const app = express();
app.use(express.json({ limit: '1kb' }));
app.use(async (req, res, next) => {
  await ask(connect());
  next();
});

const isName = (text) => typeof text === 'string' && /^[a-z0-9-]{1,20}$/.test(text);
const isInteger = (n, min, max) => Number.isSafeInteger(n) && n >= min && n <= max;
const refuse = (res, status, problem) => res.status(status).json({ problem });

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

app.get('/cost', (req, res) => res.json(measure()));

app.post('/locks/report', async (req, res) => {
  const { ms } = req.body ?? {};
  if (!isInteger(ms, 100, 60_000)) return refuse(res, 422, 'ms from 100 to 60000.');
  const lock = await locks.acquire('report', ms);
  if (!lock) return refuse(res, 409, 'Somebody holds the lock.');
  res.status(201).json(lock);
});

app.get('/locks/report', async (req, res) =>
  res.json({ holder: await locks.holder('report') }));

const releases = new Map([
  ['any', locks.releaseAny],
  ['own', locks.release],
  ['command', locks.releaseByCommand],
]);

app.delete('/locks/report', async (req, res) => {
  const release = releases.get(req.query.how ?? 'own');
  if (!release) return refuse(res, 422, 'how: any, own or command.');
  const token = req.get('Lock-Token');
  if (!token) return refuse(res, 422, 'Which Lock-Token?');
  const deleted = await release('report', token);
  if (deleted === 0) return refuse(res, 409, 'This lock is not yours any more.');
  res.json({ deleted });
});

app.get('/report', (req, res) => res.json(reports.read()));

app.put('/report', (req, res) => {
  const { text, fence } = req.body ?? {};
  if (typeof text !== 'string' || text.length > 200) {
    return refuse(res, 422, 'A text of 200 characters at most.');
  }
  if (fence !== undefined && !isInteger(fence, 1, Number.MAX_SAFE_INTEGER)) {
    return refuse(res, 422, 'A fence is a positive integer.');
  }
  const written =
    fence === undefined ? reports.overwrite(text) : reports.write(text, fence);
  if (!written) return refuse(res, 409, 'Another holder has written since.');
  res.json(reports.read());
});

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
