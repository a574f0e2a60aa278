// Broken on purpose: roles and ownership as they are often taught.
import express from 'express';
import { posts as initial, whoIsIt } from './users.js';

const permissions = {
  admin: ['view_posts', 'edit_all', 'delete_own_post', 'delete_user'],
  editor: ['view_posts', 'create_post', 'edit_post', 'delete_own_post'],
  author: ['view_posts', 'create_post', 'delete_own_post'],
  viewer: ['view_posts'],
};

export const taught = express.Router();
let posts = initial();

const requirePermission = (permission) => (req, res, next) => {
  if (permissions[req.user.role].includes(permission)) return next();
  res.status(403).json({ error: 'forbidden' });
};

// The token names the user `user_id`, and the route looks for `id`.
taught.use(whoIsIt, (req, res, next) => {
  req.user = { user_id: req.user.id, role: req.user.role };
  next();
});

taught.delete('/posts/:id', requirePermission('delete_own_post'), (req, res) => {
  const post = posts.get(Number(req.params.id));
  if (req.user.role !== 'admin' && post.authorId !== req.user.id)
    return res.status(403).json({ error: 'not yours' });
  posts.delete(post.id);
  res.status(204).end();
});

export const resetTaught = () => {
  posts = initial();
  posts.set(4, { id: 4, title: 'Imported, without an author', published: true });
};
resetTaught();
