import express from 'express';
import { count, insertAndSee, lookThenInsert } from './accounts.js';
import { atOnce } from './at-once.js';

const app = express();
const port = process.env.PORT ?? 3000;

const signUp = (create) => async (req, res) => {
  const sent = req.body?.email;
  const email = typeof sent === 'string' ? sent.trim().toLowerCase() : '';
  if (email.length > 254 || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    return res.status(422).json({ error: 'send an e-mail address' });
  }
  const created = await create(email);
  if (!created) return res.status(409).json({ error: 'this address is taken' });
  res.status(201).json({ email });
};

const json = express.json({ limit: '1kb' });
app.post('/loose/accounts', json, signUp(lookThenInsert));
app.post('/strict/accounts', json, signUp(insertAndSee));
app.post('/at-once/:way', atOnce(`http://localhost:${port}`, count));

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const clients = error.expose || error instanceof URIError; // or a broken % in a path
  if (!clients) console.error(error);
  res.status(clients ? error.status : 500).json({ error: 'no account was made' });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
