import express from 'express';
import * as families from './families.js';
import { login } from './login.js';
import { access, refresh, verifyAccess } from './tokens.js';
import { calls } from './users.js';

const app = express();
app.use(express.json({ limit: '4kb' }));
app.use((req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
});

const NAME = '__Host-refresh';

function refuse(res, error) {
  const more = error ? `, error="${error}"` : '';
  res.status(401).set('WWW-Authenticate', `Bearer realm="shop"${more}`);
  res.json({ problem: 'Who are you?' });
}

const cookieOf = (req) =>
  (req.get('Cookie') ?? '')
    .split('; ')
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1);

async function give(res, user, token) {
  res.set('Set-Cookie', `${NAME}=${token}; ${refresh.flags}`);
  res.json({ access_token: await access(user) });
}

app.post('/login', async (req, res) => {
  const { name, password } = req.body ?? {};
  const fits = (text) => typeof text === 'string' && text.length <= 200;
  if (!fits(name) || !fits(password)) {
    return res.status(422).json({ problem: 'Which?' });
  }
  const result = await login(name, password);
  calls.late += calls.running;
  if (result.problem) {
    res.status(result.status ?? 401).set('WWW-Authenticate', 'Bearer realm="shop"');
    return res.json({ problem: result.problem });
  }
  await give(res, result.user, await families.begin(result.user));
});

app.post('/refresh', async (req, res) => {
  const token = cookieOf(req);
  const result = token ? await families.rotate(token) : undefined;
  if (!result) return refuse(res);
  await give(res, result.user, result.token);
});

app.get('/orders', async (req, res) => {
  const [, token] = /^Bearer +([\w.-]+)$/i.exec(req.get('Authorization') ?? '') ?? [];
  if (!token) return refuse(res);
  const user = await verifyAccess(token);
  if (!user) return refuse(res, 'invalid_token');
  res.json({ user, orders: 3 });
});

// For the check only. A server does not tell.
app.get('/hashed', (req, res) => res.json(calls));
app.get('/kept', (req, res) => res.json({ refresh: families.kept() }));

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
