import express from 'express';
import { end, find, start } from './sessions.js';

const app = express();

const COOKIE = '__Host-id';
const FLAGS = 'Path=/; Secure; HttpOnly; SameSite=Lax';

// The value of our cookie, or an empty text.
const idOf = (req) =>
  /(?:^|; )__Host-id=([\w-]{1,64})(?:;|$)/.exec(req.get('Cookie') ?? '')?.[1] ?? '';

// Both logins take anybody: the lesson is what comes after the password.
// Broken on purpose: the id that the visitor came with becomes Ann's.
app.post('/taught/login', (req, res) => {
  const id = start('ann', idOf(req) || undefined);
  res.set('Set-Cookie', `${COOKIE}=${id}; ${FLAGS}`).json({ user: 'ann' });
});

app.post('/login', (req, res) => {
  end(idOf(req));
  res.set('Set-Cookie', `${COOKIE}=${start('ann')}; ${FLAGS}`).json({ user: 'ann' });
});

app.get('/me', (req, res) => {
  const session = find(idOf(req));
  res.set('Cache-Control', 'private, no-store');
  // A 401 has to name a scheme, and none is registered for cookies.
  if (!session) return res.status(401).set('WWW-Authenticate', 'Cookie').end();
  res.json({ user: session.user });
});

app.post('/logout', (req, res) => {
  end(idOf(req)); // here, and not only in the browser
  res.set('Set-Cookie', `${COOKIE}=; Max-Age=0; ${FLAGS}`).status(204).end();
});

app.use((error, req, res, _next) => {
  res.status(error.status ?? 500).json({ problem: error.message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
