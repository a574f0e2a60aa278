import express from 'express';
import { admin, authenticate, limitExports } from './access.js';
import * as users from './users.js';

const app = express();

/** What is no JSON gets no further: 400, 413, 415. */
const onlyJson = [
  (req, res, next) => {
    const type = req.is('json'); // null: there is no body
    const empty = type === null || req.get('Content-Length') === '0';
    if (empty) return res.status(400).json({ error: 'send a body' });
    if (type) return next();
    res.status(415).set('Accept', 'application/json').json({ error: 'send JSON' });
  },
  express.json({ limit: '10kb' }),
];

const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns one sentence for each thing that is wrong. */
function problems(body) {
  if (!isObject(body)) return ['send an object'];
  const { email, age, ...others } = body;
  const found = Object.keys(others).length > 0 ? ['only email and age are known'] : [];
  const isAddress = typeof email === 'string' && /^\s*[^@\s]+@[^@\s]+\s*$/.test(email);
  if (!isAddress || email.length > 254) found.push('email must be an address');
  const isAge = Number.isInteger(age) && age >= 0 && age <= 150;
  if (age !== undefined && !isAge) found.push('age must be a whole number, 0 to 150');
  return found;
}

const refuse = (allow) => (req, res) => {
  res.status(405).set('Allow', allow).json({ error: `no ${req.method} here` });
};

/** Sets req.user, or answers 404. */
function find(req, res, next) {
  req.user = users.get(req.params.id);
  if (req.user) return next();
  res.status(404).json({ error: 'no such user' });
}

app
  .route('/users')
  .post(onlyJson, async (req, res) => {
    const errors = problems(req.body);
    if (errors.length > 0) return res.status(422).json({ errors });
    const email = req.body.email.trim().toLowerCase();
    const created = await users.add({ email, age: req.body.age });
    if (!created) return res.status(409).json({ error: 'this address is taken' });
    res.status(201).location(`/users/${created.id}`).json(created);
  })
  .all(refuse('POST'));

app
  .route('/users/:id')
  .get(authenticate, find, (req, res) => res.json(req.user))
  .delete(authenticate, admin, (req, res) => {
    if (users.remove(req.params.id)) return res.status(204).end();
    res.status(404).json({ error: 'no such user' });
  })
  .all(refuse('GET, HEAD, DELETE'));

app
  .route('/users/:id/export')
  .get(authenticate, limitExports, find, (req, res) => res.json([req.user]))
  .all(refuse('GET, HEAD'));

app.use((req, res) => res.status(404).json({ error: 'no such address' }));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const clients = error.expose || error instanceof URIError; // or a broken % in a path
  if (!clients) console.error(error); // for us, and not for the client
  const status = clients ? error.status : 500;
  res.status(status).json({ error: clients ? 'a bad request' : 'our fault' });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
