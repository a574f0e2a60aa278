import { randomUUID } from 'node:crypto';
import express from 'express';
import { places } from './sessions.js';
import { started } from './started.js';

const [name, port] = process.argv.slice(2);
const app = express();
app.use(express.json({ limit: '1kb' }));

/** The session's id that the browser sent, if it looks like one. */
function sidOf(req) {
  const cookies = req.get('Cookie') ?? '';
  return /(?:^|; )sid=([0-9a-f-]{36})(?:;|$)/.exec(cookies)?.[1];
}

for (const [where, { keep, find, count }] of Object.entries(places)) {
  // The name stands in for a login with a password.
  app.post(`/:balancing/${where}/login`, async (req, res) => {
    const user = req.body?.user;
    if (typeof user !== 'string' || !/^\w{1,20}$/.test(user)) {
      return res.status(422).json({ error: 'user is a name' });
    }
    const sid = randomUUID();
    await keep(sid, user);
    res.cookie('sid', sid, { httpOnly: true, sameSite: 'lax' });
    res.json({ instance: name, sid });
  });

  app.get(`/:balancing/${where}/me`, async (req, res) => {
    const sid = sidOf(req);
    const user = sid && (await find(sid));
    if (!user) return res.status(401).json({ instance: name, error: 'who are you?' });
    res.json({ instance: name, user });
  });

  app.post(`/:balancing/${where}/visits`, async (req, res) => {
    res.json({ instance: name, visits: await count() });
  });
}

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

await started(4000);
const server = app.listen(process.env.PORT ?? port, (error) => {
  if (error) throw error;
});

// Ends this instance, at another port, as if it was killed.
const control = express();
control.post('/kill', (req, res) => {
  res.on('finish', () => {
    server.closeAllConnections();
    process.exit(1);
  });
  res.json({ instance: name, state: 'gone' });
});
control.listen(Number(port) + 1000, (error) => {
  if (error) throw error;
});
