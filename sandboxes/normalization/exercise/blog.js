// Broken on purpose: reads the counter, waits, and writes what it has read.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, post_count INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE posts (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
    title TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posts_user ON posts (user_id);
  INSERT INTO users (id, name) VALUES (1, 'Ada'), (2, 'Grace');
`);
const list = db.prepare('SELECT id, name, post_count FROM users ORDER BY id');
const posts = db.prepare('SELECT id, title FROM posts WHERE user_id = ? ORDER BY id');
const find = db.prepare('SELECT user_id FROM posts WHERE id = ?');
const user = db.prepare('SELECT post_count FROM users WHERE id = ?');
const save = db.prepare('UPDATE users SET post_count = ? WHERE id = ?');
const insert = db.prepare(
  'INSERT INTO posts (user_id, title) VALUES (?, ?) RETURNING id');
const setUser = db.prepare('UPDATE posts SET user_id = ? WHERE id = ?');
const drop = db.prepare('DELETE FROM posts WHERE id = ?');

/** @returns { id, name, post_count } of each */
export const users = () => list.all();
export const postsOf = (id) => posts.all(id);

/** @returns { id } of the new post, or null: there is no such user */
export async function add(userId, title, audit) {
  const author = user.get(userId);
  if (!author) return null;
  await audit();
  const post = insert.get(userId, title);
  save.run(author.post_count + 1, userId);
  return post;
}

/** The post gets another author. @returns null when one of both is not there */
export async function give(id, to, audit) {
  const post = find.get(id);
  const heir = user.get(to);
  if (!post || !heir) return null;
  const giver = user.get(post.user_id);
  await audit();
  setUser.run(to, id);
  save.run(giver.post_count - 1, post.user_id);
  save.run(heir.post_count + 1, to);
  return { user: to };
}

/** @returns null when there is no such post */
export async function remove(id, audit) {
  const post = find.get(id);
  if (!post) return null;
  const author = user.get(post.user_id);
  await audit();
  drop.run(id);
  save.run(author.post_count - 1, post.user_id);
  return { removed: true };
}
