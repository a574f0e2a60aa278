import bcrypt from 'bcryptjs';
import express from 'express';
import { measure } from './costs.js';
import { COST, hash, isOutdated, verify } from './passwords.js';

const app = express();
app.use(express.json({ limit: '1kb' }));

// Ann's hash is from a time when 10 was enough.
const users = new Map([['ann', { hash: await hash('correct horse battery', 10) }]]);
// The hash of a password that nobody has: work for a name that nobody has.
const nobody = { hash: await hash('there is no such user', COST) };

const refuse = (res) =>
  res
    .status(401)
    .set('WWW-Authenticate', 'Bearer realm="shop"')
    .json({ problem: 'The name or the password is wrong.' });

function credentials(req, res, next) {
  const { name, password } = req.body ?? {};
  const fits = (text) => typeof text === 'string' && text.length <= 200;
  if (!fits(name) || !fits(password)) {
    return res.status(422).json({ problem: 'Which?' });
  }
  next();
}

// Broken on purpose: verify returns a Promise, and a Promise is true.
app.post('/taught/login', credentials, (req, res) => {
  const user = users.get(req.body.name);
  if (!user || !verify(req.body.password, user.hash)) return refuse(res);
  res.json({ welcome: req.body.name });
});

// Logins that failed, by name, for 15 minutes; of 1,000 names at most, the latest.
const failures = new Map();
const WINDOW = 15 * 60_000;
function limitGuesses(req, res, next) {
  const now = Date.now();
  for (const [name, { since }] of failures) {
    if (now - since >= WINDOW) failures.delete(name);
  }
  const { name } = req.body;
  const found = failures.get(name) ?? { count: 0, since: now };
  if (found.count >= 5) {
    const seconds = Math.max(1, Math.ceil((found.since + WINDOW - now) / 1000));
    res.set('Retry-After', String(seconds));
    return res.status(429).json({ problem: 'Too many guesses. Try again later.' });
  }
  // Counted before the hash, or many at once would all find the count at 0.
  failures.set(name, { ...found, count: found.count + 1 });
  if (failures.size > 1000) failures.delete(failures.keys().next().value);
  next();
}

app.post('/login', credentials, limitGuesses, async (req, res) => {
  const { name, password } = req.body;
  const user = users.get(name);
  const right = await verify(password, (user ?? nobody).hash);
  if (!user || !right) return refuse(res);
  failures.delete(name);
  // Only now is the password at hand, so only now can it be hashed anew.
  if (isOutdated(user.hash)) user.hash = await hash(password);
  res.json({ welcome: name });
});

// For this lesson only: no server shows what it has stored.
app.get('/stored', (req, res) => res.type('text').send(`${users.get('ann').hash}\n`));

app.get('/bcrypt', async (req, res) => {
  const long = 'x'.repeat(72);
  const stored = await bcrypt.hash(`${long}, and a secret end`, 4);
  res.json({
    'the password': await bcrypt.compare(`${long}, and a secret end`, stored),
    'another end': await bcrypt.compare(`${long}?`, stored),
    '71 of the 72': await bcrypt.compare(long.slice(1), stored),
  });
});

app.get('/costs', async (req, res) => res.json(await measure()));

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
