// The site: a blog whose authors log in by the provider, and whose programs have keys.
import { randomBytes } from 'node:crypto';
import express from 'express';
import { find, issue, revoke, stored } from './keys.js';
import { begin, isAnswer } from './login.js';
import { may } from './may.js';

const PROVIDER = 'http://localhost:3001';
const CALLBACK = 'http://localhost:3000/callback';
const BASIC = Buffer.from('prints:made-up-secret-of-prints').toString('base64');
const MOST = 200;
const refuse = (status, message) => Object.assign(new Error(message), { status });

// Made up. A user's role comes from our database, never from the request.
const users = new Map([
  ['demo-ada', { id: 1, role: 'admin' }],
  ['demo-eve', { id: 2, role: 'editor' }],
  ['demo-ann', { id: 3, role: 'author' }],
  ['demo-vic', { id: 4, role: 'viewer' }],
  ['demo-zoe', { id: 5, role: 'author' }],
  ['demo-mod', { id: 6, role: 'moderator' }],
  ['demo-con', { id: 7, role: 'constructor' }],
]);
const posts = new Map([
  [1, { id: 1, authorId: 3, title: 'Rain' }],
  [2, { id: 2, authorId: 5, title: 'Wind' }],
  [3, { id: 3, title: 'Imported, without an author' }],
  [4, { id: 4, authorId: 4, title: 'By Vic, who was an author then' }],
]);
let lastId = posts.size;
const sessions = new Map(); // cookie → { pending } or { account }

const app = express();
app.use(express.json({ limit: '10kb' }));

const sidOf = (req) => /(?:^|; )sid=([\w-]+)/.exec(req.get('Cookie'))?.[1];
const bearer = (req) => /^Bearer +([\w-]+)$/i.exec(req.get('Authorization'))?.[1] ?? '';

function keepSession(res, session) {
  if (sessions.size === MOST) sessions.delete(sessions.keys().next().value);
  const sid = randomBytes(32).toString('base64url');
  sessions.set(sid, session);
  res.cookie('sid', sid, { httpOnly: true, secure: true, sameSite: 'lax' });
}

app.get('/login', (req, res) => {
  const { pending, parameters } = begin();
  keepSession(res, { pending });
  const query = new URLSearchParams({
    response_type: 'code', client_id: 'prints', redirect_uri: CALLBACK,
    scope: 'profile', ...parameters,
  });
  res.redirect(303, `${PROVIDER}/authorize?${query}`);
});

app.get('/callback', async (req, res) => {
  const session = sessions.get(sidOf(req));
  const pending = session?.pending;
  if (session) delete session.pending;
  if (!isAnswer(pending, req.query)) throw refuse(400, 'not the answer to your login');
  const body = new URLSearchParams({
    grant_type: 'authorization_code', code: req.query.code, redirect_uri: CALLBACK,
  });
  if (pending?.verifier) body.set('code_verifier', pending.verifier);
  const response = await fetch(`${PROVIDER}/token`, {
    method: 'POST', headers: { Authorization: `Basic ${BASIC}` }, body,
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw refuse(400, 'the provider does not know this code');
  const { sub } = await response.json();
  keepSession(res, { account: sub });
  res.json({ account: sub });
});

function whoIsIt(req, res, next) {
  req.user = users.get(bearer(req));
  if (req.user) return next();
  res.set('WWW-Authenticate', 'Bearer realm="blog"');
  next(refuse(401, 'say who you are'));
}

/** Middleware: finds the post, if the address has one, and asks `may`. */
const need = (action) => [whoIsIt, (req, res, next) => {
  if (req.params.id !== undefined) {
    req.post = posts.get(Number(req.params.id));
    if (!req.post) throw refuse(404, 'no such post');
  }
  if (may(req.user, action, req.post)) return next();
  throw refuse(403, 'you may not');
}];

const titleOf = (req) => {
  const { title } = req.body ?? {};
  if (typeof title === 'string') return title.slice(0, 100);
  throw refuse(422, 'title is a text');
};

app.get('/posts', need('list'), (req, res) => res.json([...posts.values()]));
app.get('/posts/:id', need('read'), (req, res) => res.json(req.post));
app.post('/posts', need('create'), (req, res) => {
  const title = titleOf(req);
  if (posts.size >= MOST) posts.delete([...posts.keys()][4]);
  lastId += 1;
  posts.set(lastId, { id: lastId, authorId: req.user.id, title });
  res.status(201).json(posts.get(lastId));
});
app.put('/posts/:id', need('edit'), (req, res) => {
  req.post.title = titleOf(req);
  res.json(req.post);
});
app.delete('/posts/:id', need('delete'), (req, res) => {
  posts.delete(req.post.id);
  res.status(204).end();
});
app.post('/posts/:id/publish', need('publish'), (req, res) => res.json(req.post));
app.get('/users', need('users'), (req, res) => res.json([{ id: 3, name: 'Ann' }]));
app.put('/users/9/role', need('role'), (req, res) => res.json({ id: 9 }));

app.post('/keys', whoIsIt, (req, res) => {
  const issued = issue(req.user.id);
  if (!issued) throw refuse(409, 'two keys are active');
  res.set('Cache-Control', 'no-store').status(201).json(issued);
});
app.delete('/keys/:keyId', whoIsIt, (req, res) => {
  if (!revoke(req.user.id, req.params.keyId)) throw refuse(404, 'no such key of yours');
  res.status(204).end();
});
app.get('/reports', (req, res) => {
  const user = find(bearer(req));
  if (user !== undefined) return res.json({ for: user });
  res.set('WWW-Authenticate', 'Bearer realm="reports"');
  throw refuse(401, 'no valid key');
});
// Played: somebody has a copy of the database.
app.get('/stolen', (req, res) => res.json(stored()));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
