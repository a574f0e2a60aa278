import { Router } from 'express';
import { commentsOf, postsOf, userById } from './data.js';

export const rest = Router();

const ids = (text) => String(text).split(',').slice(0, 20).map(Number);
const limit = ({ query }) => Math.min(Math.max(Number(query.limit) || 20, 1), 20);

rest.get('/users/:id', (req, res) => {
  const user = userById(Number(req.params.id));
  if (!user) return res.status(404).json({ error: 'no such user' });
  res.json(user);
});

rest.get('/users/:id/posts', (req, res) => {
  res.json({ data: postsOf(Number(req.params.id), limit(req)) });
});

rest.get('/posts/:id/comments', (req, res) => {
  res.json({ data: commentsOf(Number(req.params.id), limit(req)) });
});

// Lists: many parents in one request.
rest.get('/users', (req, res) => {
  res.json({ data: ids(req.query.id).map(userById).filter(Boolean) });
});

rest.get('/comments', (req, res) => {
  res.json({ data: ids(req.query.post).flatMap((id) => commentsOf(id, limit(req))) });
});

// An address for one screen of one app, with what it shows and nothing else.
rest.get('/screens/profile/:id', (req, res) => {
  const user = userById(Number(req.params.id));
  if (!user) return res.status(404).json({ error: 'no such user' });
  const posts = postsOf(user.id, 5).map(({ id, title }) => ({
    title,
    comments: commentsOf(id, 2).map(({ text, user_id: author }) => ({
      text, author: userById(author).name,
    })),
  }));
  res.json({ name: user.name, posts });
});
