// The shop, once for each way of its page. Each way but the first has a defense
// against forgery: SameSite, who asks, JSON only, and a token.
import { randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import { page, ways } from './pages.js';

const app = express();
const sessions = new Map();
const MOST = 200;

function guard(req, res, next) {
  const own = req.get('Sec-Fetch-Site') === 'same-origin' && req.is('application/json');
  if (own && req.get('CSRF-Token') === req.session.token) return next();
  res.status(403).json({ error: 'not from our own page' });
}

for (const [name, way] of Object.entries(ways)) {
  const shop = express.Router();
  let newest = { comment: 'A good mug.', website: 'https://bob.example/' };

  shop.put('/comment', express.json(), (req, res) => {
    const { comment, website } = req.body ?? {};
    const fine = [comment, website].every((text) => typeof text === 'string');
    if (!fine) return res.status(422).json({ error: 'comment and website are texts' });
    newest = { comment, website };
    res.json(newest);
  });

  shop.get('/login', (req, res) => {
    const id = randomUUID();
    if (sessions.size === MOST) sessions.delete(sessions.keys().next().value);
    sessions.set(id, { email: 'ann@ann.example', token: randomUUID() });
    const { cookie = 'HttpOnly; SameSite=Strict; Secure' } = way;
    res.set('Set-Cookie', `session=${id}; Path=/${name}; ${cookie}`).send('Welcome\n');
  });

  shop.get('/mug', (req, res) => {
    const nonce = randomBytes(16).toString('base64'); // a new one for each answer
    if (way.policy) res.set('Content-Security-Policy', way.policy(nonce));
    res.send(page(way, newest, nonce));
  });

  shop.use((req, res, next) => {
    const [, id] = /(?:^|; )session=([\w-]+)/.exec(req.get('Cookie') ?? '') ?? [];
    req.session = sessions.get(id);
    if (!req.session) return res.status(401).json({ error: 'log in first' });
    next();
  });
  shop.get('/account', (req, res) => {
    res.set('Cache-Control', 'no-store').json(req.session);
  });
  // Broken on purpose, below /bare: whatever the body is called, it is read as JSON.
  const body = express.json({ type: () => true });
  shop.post('/email', name === 'bare' ? [] : guard, body, (req, res) => {
    const { email } = req.body ?? {};
    if (typeof email !== 'string') return res.status(422).json({ error: 'an e-mail' });
    req.session.email = email;
    res.json({ email });
  });
  app.use(`/${name}`, shop);
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(3001, (error) => {
  if (error) throw error;
});
