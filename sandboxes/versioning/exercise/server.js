// Broken on purpose: name was renamed in version 1 itself, there is no other version,
// and nobody is told of an end.
import express from 'express';
import { greet } from './client-v1.js';
import { add, find } from './users.js';

const app = express();
const port = process.env.PORT ?? 3000;

app.get('/greeting', async (req, res) => {
  res.type('text').send(await greet(`http://localhost:${port}`));
});

app.use(express.json({ limit: '10kb' }));

app.get(['/v1/users/:id', '/users/:id'], (req, res) => {
  const user = find(req.params.id);
  if (!user) return res.status(404).json({ title: 'Not Found', status: 404 });
  res.json(user);
});

app.post('/v1/users', (req, res) => {
  const { full_name, phone } = req.body ?? {};
  const valid = [full_name, phone].every((each) => typeof each === 'string' && each);
  const user = valid && add(full_name, phone);
  if (!user) return res.status(422).json({ title: 'Not a user', status: 422 });
  res.status(201).location(`/v1/users/${user.id}`).json(user);
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
