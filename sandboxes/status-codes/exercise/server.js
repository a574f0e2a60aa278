// Broken on purpose: a client's mistakes are answered 500, and good requests 200.
import express from 'express';
import { admin, authenticate, limitExports } from './access.js';
import * as users from './users.js';

const app = express();
app.use(express.json());

app.post('/users', async (req, res) => {
  const email = req.body.email.trim().toLowerCase();
  const created = await users.add({ email, age: req.body.age });
  if (!created) return res.status(400).json({ error: 'this address is taken' });
  res.json(created);
});

app
  .route('/users/:id')
  .get(authenticate, (req, res) => {
    const { id, email, age } = users.get(req.params.id);
    res.json({ id, email, age });
  })
  .delete(authenticate, admin, (req, res) => {
    users.remove(req.params.id);
    res.json({ deleted: true });
  });

app.get('/users/:id/export', authenticate, limitExports, (req, res) => {
  const { id, email, age } = users.get(req.params.id);
  res.json([{ id, email, age }]);
});

app.use((error, req, res, next) => {
  res.status(500).json({ error: String(error) });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
