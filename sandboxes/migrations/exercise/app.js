// Both versions of the app. The old one knows the column `name`, the new one
// `full_name`; their clients see no difference. Nobody can change them any more.
import express from 'express';
import { reopening } from './client.js';

const { COLUMN: column, PORT: port } = process.env;
const db = reopening();
const app = express();
app.use(express.json());
app.use('/users', (req, res, next) => {
  if (req.method === 'GET' || typeof req.body?.name === 'string') return next();
  res.status(422).json({ error: 'name is a text' });
});

app.get('/users/:id', async (req, res) => {
  const sql = `SELECT id, ${column} AS name FROM users WHERE id = ?`;
  const { rows: [user] } = await db.query(sql, req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.json(user);
});
app.put('/users/:id', async (req, res) => {
  const sql = `UPDATE users SET ${column} = ? WHERE id = ? RETURNING id`;
  const { rows: [user] } = await db.query(sql, req.body.name, req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.json({ ...user, name: req.body.name });
});
app.post('/users', async (req, res) => {
  const sql = `INSERT INTO users (${column}) VALUES (?) RETURNING id`;
  const { rows: [user] } = await db.query(sql, req.body.name);
  res.status(201).json({ ...user, name: req.body.name });
});
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`The app that knows ${column}, on port ${port}`);
});
