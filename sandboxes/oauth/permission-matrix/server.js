import express from 'express';
import { blog } from './blog.js';
import { matrixOf, servers } from './matrix.js';
import { path, remove } from './relations.js';
import { taught } from './taught.js';

const port = process.env.PORT ?? 3000;
const app = express();
app.use('/blog', blog);
app.use('/taught', taught);

let last = Promise.resolve();
app.get('/matrix/:server', async (req, res) => {
  const { server } = req.params;
  if (!Object.hasOwn(servers, server))
    return res.status(404).json({ error: 'no such server' });
  const make = () => matrixOf(port, server); // one at a time: they share the posts
  last = last.then(make, make);
  res.type('text').send(`${await last}\n`);
});

const isName = (text) => typeof text === 'string' && text.length <= 50;

app.get('/check', (req, res) => {
  const { user, relation, object } = req.query;
  if (![user, relation, object].every(isName))
    return res.status(422).json({ error: 'user, relation and object are texts' });
  const steps = path(user, relation, object);
  res.type('text').send(`${steps ? `yes\n${steps.join('\n')}` : 'no'}\n`);
});

// Played: one leaves a group, with no word about folders and posts.
app.delete('/tuples', (req, res) => {
  const { object, relation, subject } = req.query;
  res.status(remove(`${object}#${relation}@${subject}`) ? 204 : 404).end();
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = error.status ?? 500;
  if (status >= 500) console.error(error.message);
  res.status(status).json({ error: status < 500 ? error.message : 'internal error' });
});

app.listen(port, (error) => {
  if (error) throw error;
});
