import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(':memory:');

database.exec(`
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, token TEXT NOT NULL
  ) STRICT;
  CREATE TABLE posts (
    id      INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    title   TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posts_by_user ON posts (user_id, id);
`);

// User n has n % 4 posts; the first posts of all users come before any second one.
const addUser = database.prepare('INSERT INTO users VALUES (?, ?, ?)');
const addPost = database.prepare('INSERT INTO posts (user_id, title) VALUES (?, ?)');
for (let id = 1; id <= 100; id += 1) addUser.run(id, `User ${id}`, `secret-${id}`);
for (let n = 1; n <= 3; n += 1) {
  for (let id = 100; id >= 1; id -= 1) {
    if (n <= id % 4) addPost.run(id, `Post ${n} of user ${id}`);
  }
}

/** The database as one request sees it, with its statements counted. */
export function connect() {
  let statements = 0;
  return {
    statements: () => statements,
    all(sql, ...values) {
      statements += 1;
      return database.prepare(sql).all(...values);
    },
  };
}
