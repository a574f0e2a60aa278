import { DatabaseSync } from 'node:sqlite';

// The triggers count, whoever writes to posts. Nothing is read before an await.
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
  CREATE TRIGGER posts_added AFTER INSERT ON posts BEGIN
    UPDATE users SET post_count = post_count + 1 WHERE id = NEW.user_id;
  END;
  CREATE TRIGGER posts_removed AFTER DELETE ON posts BEGIN
    UPDATE users SET post_count = post_count - 1 WHERE id = OLD.user_id;
  END;
  CREATE TRIGGER posts_given AFTER UPDATE OF user_id ON posts BEGIN
    UPDATE users SET post_count = post_count - 1 WHERE id = OLD.user_id;
    UPDATE users SET post_count = post_count + 1 WHERE id = NEW.user_id;
  END;
  INSERT INTO users (id, name) VALUES (1, 'Ada'), (2, 'Grace');
`);
const list = db.prepare('SELECT id, name, post_count FROM users ORDER BY id');
const posts = db.prepare('SELECT id, title FROM posts WHERE user_id = ? ORDER BY id');
const insert = db.prepare(`
  INSERT INTO posts (user_id, title)
  SELECT id, ? FROM users WHERE id = ? RETURNING id`);
const setUser = db.prepare(`
  UPDATE posts SET user_id = u.id FROM users u WHERE u.id = ? AND posts.id = ?`);
const drop = db.prepare('DELETE FROM posts WHERE id = ?');

/** @returns { id, name, post_count } of each */
export const users = () => list.all();
export const postsOf = (id) => posts.all(id);

/** @returns { id } of the new post, or nothing: there is no such user */
export async function add(userId, title, audit) {
  await audit();
  return insert.get(title, userId);
}

/** The post gets another author. @returns null when one of both is not there */
export async function give(id, to, audit) {
  await audit();
  return setUser.run(to, id).changes > 0 ? { user: to } : null;
}

/** @returns null when there is no such post */
export async function remove(id, audit) {
  await audit();
  return drop.run(id).changes > 0 ? { removed: true } : null;
}
