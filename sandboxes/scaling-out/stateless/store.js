// What both instances share: sessions that expire, and counters.
import express from 'express';

const MINUTES = 30; // that a session lasts
const MOST = 1000; // sessions and counters, each
const sessions = new Map(); // id → { user, until }
const counters = new Map();

function put(map, key, value) {
  map.set(key, value);
  if (map.size > MOST) map.delete(map.keys().next().value); // the oldest
}

const app = express();
app.use(express.json({ limit: '1kb' }));

app.put('/sessions/:id', (req, res) => {
  const until = Date.now() + MINUTES * 60_000;
  put(sessions, req.params.id, { user: req.body?.user, until });
  res.status(204).end();
});
app.get('/sessions/:id', (req, res) => {
  const session = sessions.get(req.params.id);
  if (!session || session.until <= Date.now()) return res.status(404).end();
  res.json({ user: session.user });
});
app.post('/counters/:name', (req, res) => {
  const { name } = req.params;
  put(counters, name, (counters.get(name) ?? 0) + 1);
  res.json({ count: counters.get(name) });
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
