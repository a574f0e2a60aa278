import express from 'express';
import { feed } from './feed.js';
import { add, count } from './posts.js';

const app = express();

app.get('/posts', (req, res) => {
  const { tag, limit, cursor } = req.query;
  const once = (value) => value === undefined || typeof value === 'string';
  if (!tag || ![tag, limit, cursor].every(once)) {
    return res.status(400).json({ error: 'a tag, and each parameter once' });
  }
  res.json(feed({ tag, limit, cursor }));
});

app.post('/posts', express.json(), (req, res) => {
  const { tag, title } = req.body ?? {};
  const short = (text) => typeof text === 'string' && /^.{1,80}$/.test(text);
  if (!short(tag) || !short(title)) {
    return res.status(422).json({ error: 'a tag and a title, up to 80 characters' });
  }
  if (count() >= 5000) return res.status(409).json({ error: 'the feed is full' });
  res.status(201).json({ id: add(tag, title) });
});

// An error with a status below 500 is the client's, and is told what is wrong.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  const known = error.status < 500;
  if (!known) console.error(`${error.name}: ${error.message}`);
  const told = known ? error.message : 'internal error';
  res.status(known ? error.status : 500).json({ error: told });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
