import express from 'express';
import { connect } from './database.js';
import { findUsers } from './users.js';

const app = express();

app.get('/users', (req, res) => {
  const { ids, include } = req.query;
  const db = connect();
  const users = findUsers(db, { ids, include });
  res.set('X-Query-Count', db.statements()).json(users);
});

app.use((error, req, res, next) => {
  res.status(error.status ?? 500).json({ error: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
