// What all instances can ask: sessions that expire, and how many orders were taken.
import express from 'express';

const MINUTES = 30; // that a session lasts
const MOST = 1000; // sessions
const sessions = new Map(); // id → { user, until }
let orders = 0;

const app = express();
app.use(express.json({ limit: '1kb' }));

app.put('/sessions/:id', (req, res) => {
  const user = req.body?.user;
  if (typeof user !== 'string') return res.status(422).json({ error: 'user is a text' });
  sessions.set(req.params.id, { user, until: Date.now() + MINUTES * 60_000 });
  if (sessions.size > MOST) sessions.delete(sessions.keys().next().value); // the oldest
  res.status(204).end();
});
app.get('/sessions/:id', (req, res) => {
  const session = sessions.get(req.params.id);
  if (!session || session.until <= Date.now()) return res.status(404).end();
  res.json({ user: session.user });
});

app.post('/orders', (req, res) => {
  orders += 1;
  res.status(201).json({ orders });
});
app.get('/orders', (req, res) => {
  res.json({ orders });
});

app.listen(process.env.PORT ?? 4000, (error) => {
  if (error) throw error;
});
