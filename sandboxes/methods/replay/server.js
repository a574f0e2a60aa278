import express from 'express';
import { replay } from './replay.js';

const app = express();
const port = process.env.PORT ?? 3000;
const users = new Map(); // id → user
const versions = new Map(); // id → a number that no two states share
const addType = 'application/vnd.example.add+json'; // no standard: this API's own
let orders, last;

function save(id, user) {
  users.set(id, user);
  versions.set(id, (last += 1));
}

// Every replay starts from the same state, so their results can be compared.
function reset() {
  users.clear();
  versions.clear();
  orders = [];
  last = 0;
  save('1', { name: 'Ada', age: 36 });
}
const state = () => ({ users: Object.fromEntries(users), orders: [...orders] });
reset();

app.post('/replay', express.json(), replay({ port, reset, state }));

app.use(express.json({ type: ['json', '+json'] }));

// If-Match: only while the user is as the client has seen it (RFC 9110 §13.1.1).
app.use('/users/:id', (req, res, next) => {
  const wanted = req.get('If-Match')?.split(',').map((tag) => tag.trim());
  const version = versions.get(req.params.id);
  const fits = (tag) => tag === '*' || tag === `"${version}"`;
  if (!wanted || (version !== undefined && wanted.some(fits))) return next();
  res.status(412).json({ error: `the user is at version ${version ?? 'none'} now` });
});

const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

app.get('/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.set('ETag', `"${versions.get(req.params.id)}"`).json(user);
});

// Which members a user needs is the subject of the sandbox put-vs-patch.
app.put('/users/:id', (req, res) => {
  if (!isObject(req.body)) return res.status(422).json({ error: 'send a user' });
  const status = users.has(req.params.id) ? 200 : 201;
  save(req.params.id, req.body);
  res.status(status).json(req.body);
});

app.delete('/users/:id', (req, res) => {
  versions.delete(req.params.id);
  res.status(users.delete(req.params.id) ? 204 : 404).end();
});

app.patch('/users/:id', (req, res) => {
  const user = users.get(req.params.id);
  if (!user) return res.status(404).json({ error: 'no such user' });

  const type = req.is(['application/merge-patch+json', addType]);
  if (!type) return res.status(415).json({ error: 'not a patch that I know' });
  if (!isObject(req.body)) return res.status(422).json({ error: 'send an object' });

  if (type === addType) {
    const age = user.age + req.body.age; // "one year more"
    if (!Number.isFinite(age)) return res.status(422).json({ error: 'add numbers' });
    save(req.params.id, { ...user, age });
  } else {
    save(req.params.id, { ...user, ...req.body }); // "age is 25"; null comes later
  }
  res.json(users.get(req.params.id));
});

app.post('/orders', (req, res) => {
  orders.push(req.body?.item ?? 'lamp');
  res.status(201).location(`/orders/${orders.length}`).json({ number: orders.length });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
