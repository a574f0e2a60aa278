import express from 'express';
import { attacks } from './attacks.js';
import { guard } from './guard.js';

const port = process.env.PORT ?? 3000;
const app = express();

/** The shop: `session` is its Set-Cookie, `cors` says who may read the account. */
function shop({ session, cors }) {
  const site = express.Router();
  const page = (path, text) => site.get(path, (req, res) => res.send(text));
  page('/comments', '<p><script>/* a stranger wrote this */</script></p>\n');
  site.get('/uploads/:file', (req, res) => {
    if (!/^cat\.(js|txt)$/.test(req.params.file)) return res.status(404).end();
    res.type(req.params.file).send('alert(1)\n');
  });
  site.get('/account', (req, res) => res.set(cors).send('<h1>Your account</h1>\n'));
  site.get('/login', (req, res) => res.set('Set-Cookie', session).send('Welcome\n'));
  return site;
}

// Broken on purpose, as it is often shown: a session without SameSite beside a *.
app.use('/bare', shop({
  session: 'session=a81f; HttpOnly',
  cors: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Credentials': 'true',
  },
}));

app.use('/guarded', guard, shop({
  session: '__Host-session=a81f; Path=/; Secure; HttpOnly; SameSite=Lax',
  cors: {
    'Access-Control-Allow-Origin': 'https://shop-app.example',
    'Access-Control-Allow-Credentials': 'true',
  },
}));

const ask = (path) =>
  fetch(`http://localhost:${port}/${path}`, { signal: AbortSignal.timeout(5000) });

app.get('/attacks/:name', async (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(attacks, name)) return res.status(404).json(Object.keys(attacks));
  const on = (site) => attacks[name]((path) => ask(site + path));
  res.json({ bare: await on('bare'), guarded: await on('guarded') });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
