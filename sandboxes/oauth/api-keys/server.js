import express from 'express';
import { createKeys } from './keys.js';
import { tryBoth } from './rotation.js';

tryBoth();
const keys = createKeys();
const SCOPES = ['reports:read', 'reports:write'];
const app = express();
app.use(express.json({ limit: '10kb' }));

const bearer = (req) =>
  /^Bearer +([\w-]{1,200})$/i.exec(req.get('Authorization'))?.[1] ?? '';

/** Enough to find the key and its owner, and not enough to use it. What is no key at all
 * may be somebody's password, and stays out of the log. */
function logFailure(req, problem) {
  const [prefix = ''] = /^demo_live_[0-9a-f]{8}(?=_)/.exec(bearer(req)) ?? [];
  const time = new Date().toISOString();
  console.log(JSON.stringify({ time, problem, prefix, ip: req.ip }));
}

/** Middleware: a key that has this scope. */
const need = (scope) => (req, res, next) => {
  const { key, problem } = keys.find(bearer(req));
  if (problem) {
    logFailure(req, problem);
    const error = bearer(req) ? ', error="invalid_token"' : '';
    res.set('WWW-Authenticate', `Bearer realm="reports"${error}`);
    return res.status(401).json({ error: 'no valid key' });
  }
  if (!key.scopes.includes(scope)) {
    logFailure(req, `not ${scope}`);
    res.set('WWW-Authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
    return res.status(403).json({ error: `this key lacks ${scope}` });
  }
  req.account = key.account;
  next();
};

app.get('/reports', need('reports:read'), (req, res) => res.json({ for: req.account }));
app.post('/reports', need('reports:write'), (req, res) => res.status(201).json({}));

// The owner, a person who is logged in. Played: chapter 31 has sessions.
const owner = (req, res, next) => {
  if (bearer(req) === 'demo-ann') return next();
  res.set('WWW-Authenticate', 'Bearer realm="account"');
  res.status(401).json({ error: 'log in first' });
};

app.post('/keys', owner, (req, res) => {
  const { scopes, days = 90 } = req.body ?? {};
  const isKnown = (scope) => SCOPES.includes(scope);
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every(isKnown))
    return res.status(422).json({ error: `scopes are among ${SCOPES.join(', ')}` });
  if (!Number.isInteger(days) || days < 1 || days > 365)
    return res.status(422).json({ error: 'days is 1 to 365' });
  const issued = keys.issue('ann', [...new Set(scopes)], days);
  if (!issued) return res.status(409).json({ error: 'two are active; revoke one' });
  res.set('Cache-Control', 'no-store').status(201).json(issued);
});

app.get('/keys', owner, (req, res) => res.json(keys.list('ann')));

app.delete('/keys/:id', owner, (req, res) => {
  res.status(keys.revoke('ann', req.params.id) ? 204 : 404).end();
});

// Played: somebody has a copy of the database.
app.get('/stolen', (req, res) => {
  res.type('text').send(`${keys.stored().join('\n')}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
