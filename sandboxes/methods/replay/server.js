import express from 'express';
import { replay } from './replay.js';

const app = express();
const port = process.env.PORT ?? 3000;
let users, orders, version;

// Every replay starts from the same state, so their results can be compared.
const reset = () => {
  users = new Map([['1', { name: 'Ada', age: 36 }]]);
  orders = [];
  version = 1;
};
const state = () => ({ users: Object.fromEntries(users), orders: [...orders] });
reset();

app.post('/replay', express.json(), replay({ port, reset, state }));

app.use(express.json({ type: ['json', '+json'] }));

app.get('/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.set('ETag', `"${version}"`).json(user);
});

// Checking what the client sends is the subject of the sandbox put-vs-patch.
app.put('/users/:id', (req, res) => {
  const status = users.has(req.params.id) ? 200 : 201;
  users.set(req.params.id, req.body);
  version += 1;
  res.status(status).json(req.body);
});

app.delete('/users/:id', (req, res) => {
  const found = users.delete(req.params.id);
  res.status(found ? 204 : 404).end();
});

app.patch('/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });

  const ifMatch = req.get('If-Match');
  if (ifMatch && ifMatch !== `"${version}"`) {
    return res.status(412).json({ error: `the user is at version ${version} now` });
  }
  if (req.is('application/merge-patch+json')) {
    Object.assign(user, req.body); // "age is 25"; null comes in put-vs-patch
  } else if (req.is('application/vnd.example.add+json')) {
    user.age += req.body.age; // "one year more"
  } else {
    return res.status(415).json({ error: 'not a patch format this server knows' });
  }
  version += 1;
  res.json(user);
});

app.post('/orders', (req, res) => {
  orders.push(req.body.item);
  res.status(201).location(`/orders/${orders.length}`).json({ number: orders.length });
});

app.listen(port, () => console.log(`Listening on http://localhost:${port}`));
