import express from 'express';
import { log } from './log.js';
import { page } from './page.js';
import { preview } from './preview.js';
import * as users from './users.js';
import * as vault from './vault.js';

const app = express();
// TLS ends at a balancer on this machine: req.secure says what the browser has.
app.set('trust proxy', 'loopback');
app.use(express.json());
app.use((req, res, next) => {
  log(req);
  res.set({
    'Content-Security-Policy':
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
  });
  if (req.secure) res.set('Strict-Transport-Security', 'max-age=31536000');
  next();
});

const text = (value) => {
  if (typeof value === 'string' && value !== '' && value.length <= 1000) return value;
  throw Object.assign(new Error('a text of 1 to 1000 characters'), { status: 400 });
};

app.get('/search', (req, res) => res.json(users.search(text(req.query.q))));

app.post('/login', async (req, res) => {
  const { email, password } = req.body ?? {};
  const user = await users.logIn(text(email), text(password));
  if (!user) return res.status(401).json({ error: 'e-mail or password is wrong' });
  res.json(user);
});

app.post('/users', async (req, res) => {
  const fields = req.body ?? {};
  text(fields.email);
  text(fields.password);
  const user = await users.signUp(fields);
  if (!user) return res.status(409).json({ error: 'there is one' });
  res.status(201).json(user);
});

let newest = { comment: 'A good mug.', website: 'https://bob.example/' };
app.put('/comment', (req, res) => {
  const { comment, website } = req.body ?? {};
  newest = { comment: text(comment), website: text(website) };
  res.status(204).end();
});
app.get('/', (req, res) => res.send(page(newest)));

app.get('/preview', async (req, res) => {
  const url = text(req.query.url);
  if (!URL.canParse(url)) return res.status(400).json({ error: 'no URL' });
  res.json(await preview(url));
});

app.post('/notes', (req, res) => {
  res.status(201).json({ sealed: vault.seal(text(req.body?.text)) });
});
app.post('/notes/open', (req, res) => {
  res.json({ text: vault.open(text(req.body?.sealed)) });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
