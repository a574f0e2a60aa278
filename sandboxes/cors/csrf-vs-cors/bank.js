// The bank, several times: /none has no defense, each of the next four has one.
import { randomUUID } from 'node:crypto';
import cors from 'cors';
import express from 'express';
import { fromOwnPages, jsonOnly, withToken } from './defenses.js';

const banks = {
  none: {},
  samesite: { sameSite: 'Lax' },
  origin: { guard: fromOwnPages },
  json: { guard: jsonOnly },
  token: { guard: withToken },
  // Broken on purpose: two defenses, and a line that opens both.
  reflects: {
    policy: cors({ origin: true, credentials: true }),
    guard: [jsonOnly, withToken],
  },
};
const pass = (req, res, next) => next();

const accounts = new Map(); // by session
const MOST = 200;

function logIn(res, path, sameSite) {
  const session = randomUUID();
  if (accounts.size === MOST) accounts.delete(accounts.keys().next().value);
  accounts.set(session, { balance: 1000, token: randomUUID() });
  const attributes = `Path=${path}; Secure; HttpOnly; SameSite=${sameSite}`;
  res.set('Set-Cookie', `session=${session}; ${attributes}`).send('Welcome, Ann\n');
}

function whoIsIt(req, res, next) {
  const [, session] = /(?:^|; )session=([\w-]+)/.exec(req.get('Cookie') ?? '') ?? [];
  req.account = accounts.get(session);
  if (!req.account) return res.status(401).json({ error: 'log in first' });
  next();
}

function transfer(req, res, amount) {
  const { account } = req;
  const possible = Number.isInteger(amount) && amount > 0 && amount <= account.balance;
  if (!possible) return res.status(422).json({ error: 'not this amount' });
  account.balance -= amount;
  res.json({ balance: account.balance });
}

const app = express();

for (const [name, { sameSite = 'None', policy = pass, guard = pass }] of
  Object.entries(banks)) {
  const bank = express.Router();
  bank.use(policy); // before the session: a preflight has no cookie
  bank.get('/login', (req, res) => logIn(res, `/${name}`, sameSite));
  bank.use(whoIsIt, guard);
  bank.get('/account', (req, res) => {
    res.set('Cache-Control', 'no-store').json(req.account);
  });
  // Broken on purpose: whatever the body is called, it is read as JSON.
  const body = express.json({ type: () => true });
  bank.post('/transfer', body, (req, res) => transfer(req, res, req.body?.amount));
  // Broken on purpose: a GET that changes something.
  bank.get('/transfer', (req, res) => transfer(req, res, Number(req.query.amount)));
  app.use(`/${name}`, bank);
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const { status = 500, message } = error; // 400 for a body that is no JSON
  if (status >= 500) console.error(message);
  res.status(status).json({ error: status < 500 ? message : 'internal error' });
});

app.listen(3001, (error) => {
  if (error) throw error;
});
