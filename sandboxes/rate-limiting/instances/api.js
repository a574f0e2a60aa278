import express from 'express';
import { limitAlone, limitTogether } from './limits.js';

const port = process.argv[2];
const two = { limit: 2, windowMs: 60_000 }; // two a minute, to be reached by hand
const app = express();
app.use(express.json({ limit: '1kb' }));

// In production a table, and a hash of the key instead of the key.
const customers = new Map([['Bearer demo-ann', 'ann'], ['Bearer demo-bob', 'bob']]);
function identify(req, res, next) {
  req.counted = customers.get(req.get('Authorization'));
  if (req.counted) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Unknown API key' });
}

// Nobody is identified yet, so it is the account under attack that is counted.
function account(req, res, next) {
  const name = req.body?.account;
  req.counted = name;
  if (typeof name === 'string' && /^[a-z]{1,20}$/.test(name)) return next();
  res.status(422).json({ error: 'Which account?' });
}

const answer = (req, res) => res.json({ servedBy: port });

// A catalog may be read once too often. A password may not be tried once too often.
const catalog = limitTogether({ name: 'catalog', ...two, whenDown: 'open' });
const login = limitTogether({ name: 'login', ...two, whenDown: 'closed' });
app.get('/alone', identify, limitAlone(two), answer);
app.get('/catalog', identify, catalog, answer);
app.post('/login', account, login, answer);

app.listen(port, (error) => {
  if (error) throw error;
});
