import express from 'express';
import { whoIsIt } from './accounts.js';
import { policy } from './policy.js';

const app = express();

// A form cannot send this type, so that a browser asks before a page sends it.
function jsonOnly(req, res, next) {
  const changesNothing = ['GET', 'HEAD', 'OPTIONS'].includes(req.method);
  if (changesNothing || req.is('application/json')) return next();
  res.status(415).json({ error: 'application/json only' });
}

app.use(policy); // before whoIsIt: a preflight has no cookie, and a 401 is to be read
app.use(whoIsIt);
app.use(jsonOnly, express.json());

app.get('/me', (req, res) => {
  res.set('Cache-Control', 'private, no-cache').json(req.account);
});

app.patch('/me', (req, res) => {
  const nickname = req.body?.nickname;
  if (typeof nickname !== 'string' || nickname.length > 40) {
    return res.status(422).json({ error: 'a nickname of at most 40 characters' });
  }
  req.account.nickname = nickname;
  res.json(req.account);
});

app.post('/transfer', (req, res) => {
  const { account, body } = req;
  const amount = body?.amount;
  if (!Number.isInteger(amount) || amount < 1 || amount > account.balance) {
    return res.status(422).json({ error: 'not this amount' });
  }
  account.balance -= amount; // the other side is not part of this exercise
  res.json({ balance: account.balance });
});

app.use((req, res) => {
  res.status(404).json({ error: 'nothing here' });
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status = 500, message } = error; // 400 for a body that is no JSON
  if (status >= 500) console.error(`${error.name}: ${message}`);
  res.status(status).json({ error: status < 500 ? message : 'internal error' });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
