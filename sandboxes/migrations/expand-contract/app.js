// An instance of the app. Its clients always see `name`; which column that is, only the
// version knows. deployment.js starts and stops it.
import express from 'express';
import { reopening } from './client.js';
import { versions } from './versions.js';

const { VERSION, PORT } = process.env;
const { reads, writes } = versions[VERSION];
const db = reopening();
const app = express();
app.use(express.json());
app.use('/users', (req, res, next) => {
  const { name } = req.body ?? {};
  if (req.method === 'GET' || typeof name === 'string') return next();
  res.status(422).json({ error: 'name is a text' });
});

app.get('/users/:id', async (req, res) => {
  const sql = `SELECT id, ${reads} AS name FROM users WHERE id = ?`;
  const { rows: [user] } = await db.query(sql, req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.json(user);
});
app.put('/users/:id', async (req, res) => {
  const sets = writes.map((column) => `${column} = ?`).join(', ');
  const values = writes.map(() => req.body.name);
  const sql = `UPDATE users SET ${sets} WHERE id = ?`;
  const { changes } = await db.query(sql, ...values, req.params.id);
  if (changes === 0) return res.status(404).json({ error: 'no such user' });
  res.json({ id: Number(req.params.id), name: req.body.name });
});
app.post('/users', async (req, res) => {
  const marks = writes.map(() => '?').join(', ');
  const values = writes.map(() => req.body.name);
  const sql = `INSERT INTO users (${writes.join(', ')}) VALUES (${marks}) RETURNING id`;
  const { rows: [{ id }] } = await db.query(sql, ...values);
  res.status(201).json({ id, name: req.body.name });
});
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

const server = app.listen(PORT, (error) => {
  if (error) throw error;
  process.send?.('listening');
});
process.on('SIGTERM', () => server.close(() => process.exit()));
process.on('disconnect', () => process.exit()); // whoever started it is gone
