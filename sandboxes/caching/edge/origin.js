import { createHash } from 'node:crypto';
import express from 'express';

const app = express();
app.use(express.json());
let asked = 0; // requests that have come this far
let down = false;

app.use((req, res, next) => {
  if (req.path.startsWith('/.test/')) return next();
  asked += 1;
  if (down) return res.status(503).json({ error: 'down' });
  next();
});

// Files. Their names change with their content, so a copy is right for ever. The page
// that names them does not, so browsers ask each time; the CDN keeps it until a purge.
const script = (version) => `document.title = 'Version ${version}';\n`;
const nameOf = (text) =>
  `app.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
let version = 1;
app.get(['/', '/index.html'], (req, res) => {
  res.set({
    'Cache-Control': 'no-cache',
    'CDN-Cache-Control': 'max-age=86400',
    'Cache-Tag': 'pages',
  });
  const name = nameOf(script(version));
  res.type('html').send(`<script src="/assets/${name}"></script>\n`);
});
app.get('/assets/:name', (req, res) => {
  const { name } = req.params;
  const known = [version, version - 1].find((each) => nameOf(script(each)) === name);
  if (!known) return res.status(404).set('Cache-Control', 'no-store').end();
  res.set('Cache-Control', 'public, max-age=31536000, immutable');
  res.type('js').send(script(known));
});
// What many do instead, broken on purpose: a name that stays, for a year.
app.get('/plain/app.js', (req, res) => {
  res.set({
    'Cache-Control': 'public, max-age=31536000',
    'CDN-Cache-Control': 'max-age=86400',
    'Cache-Tag': 'pages',
  });
  res.type('js').send(script(version));
});

let price = 100;
app.get('/prices', (req, res) => {
  const late = 'stale-while-revalidate=20, stale-if-error=600';
  res.set('Cache-Control', `max-age=10, ${late}`);
  res.set('Cache-Tag', 'prices').json({ price });
});
app.put('/prices', (req, res) => {
  const { price: wanted } = req.body ?? {};
  if (!(Number.isInteger(wanted) && wanted > 0 && wanted < 1e6)) {
    return res.status(422).json({ error: 'price is a whole number below 1,000,000' });
  }
  price = wanted;
  res.json({ price });
});

app.get('/greeting', (req, res) => {
  res.vary('Accept-Language').set('Cache-Control', 'max-age=60');
  res.json(req.acceptsLanguages('en', 'es') === 'es' ? 'hola' : 'hello');
});

// A session id is long and random. Here it is a name, so that you can follow it.
const sessionOf = (req) =>
  /(?:^|; )session=(\w{1,20})/.exec(req.get('Cookie') ?? '')?.[1];
const nameFor = (req) =>
  sessionOf(req) ?? /^Bearer (\w{1,20})$/.exec(req.get('Authorization') ?? '')?.[1];
const sendMe = (cacheControl) => (req, res) => {
  const name = nameFor(req);
  res.set('Cache-Control', name ? cacheControl : 'no-store');
  if (!name) return res.status(401).set('WWW-Authenticate', 'Bearer').end();
  res.json({ name });
};
app.get('/me', sendMe('private, no-cache'));
app.get('/me-short', sendMe('max-age=60')); // broken on purpose: shared, by cookie
app.get('/me-public', sendMe('public, max-age=60')); // broken on purpose: so is this
// Broken on purpose: the first visitor's session is kept with the page, for all.
let visitors = 0;
app.get('/welcome', (req, res) => {
  if (!sessionOf(req)) {
    visitors += 1;
    res.cookie('session', `visitor${visitors}`, { httpOnly: true, sameSite: 'lax' });
  }
  res.set('Cache-Control', 's-maxage=60').json('welcome');
});

// For whoever experiments: the next version, a failure, and how many were asked.
app.post('/.test/deploy', (req, res) => res.json({ version: (version += 1) }));
app.put('/.test/down', (req, res) => {
  down = req.body?.down === true;
  res.json({ down });
});
app.get('/.test/asked', (req, res) => {
  res.set('Cache-Control', 'no-store').json({ asked });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(3001, (error) => {
  if (error) throw error;
});
