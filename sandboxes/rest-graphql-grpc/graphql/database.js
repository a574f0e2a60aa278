import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL,
    title TEXT NOT NULL);
  CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE INDEX posts_by_user ON posts (user_id, id);
  CREATE INDEX comments_by_post ON comments (post_id, id);
`);

const USERS = 50;
const names = 'Ada Grace Edsger Barbara Donald Frances Alan'.split(' ');
const insert = {
  user: db.prepare('INSERT INTO users (name, email) VALUES (?, ?)'),
  post: db.prepare('INSERT INTO posts (user_id, title) VALUES (?, ?)'),
  comment: db.prepare('INSERT INTO comments (post_id, user_id, text) VALUES (?, ?, ?)'),
};
db.exec('BEGIN');
for (let id = 1; id <= USERS; id += 1) {
  insert.user.run(`${names[id % names.length]} ${id}`, `${id}@mail.example`);
}
for (let id = 1; id <= USERS * 6; id += 1) {
  insert.post.run((id % USERS) + 1, `Post ${id}`);
  for (let n = 1; n <= 5; n += 1) {
    insert.comment.run(id, ((id * 7 + n * 3) % USERS) + 1, `Comment ${n}`);
  }
}
db.exec('COMMIT');

const byId = db.prepare(
  'SELECT * FROM users WHERE id IN (SELECT value FROM json_each(?))',
);
const newest = (table, parent) => db.prepare(`
  SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY ${parent} ORDER BY id DESC) AS place
    FROM ${table} WHERE ${parent} IN (SELECT value FROM json_each(?))
  ) WHERE place <= ?`);
const postsOf = newest('posts', 'user_id');
const commentsOf = newest('comments', 'post_id');

/** The database as one request sees it, with its statements counted. */
export function createStore() {
  const statements = {};
  const all = (what, statement, ...values) => {
    statements[what] = (statements[what] ?? 0) + 1;
    return statement.all(...values);
  };
  const group = (ids, rows, parent) => {
    const groups = Map.groupBy(rows, (row) => row[parent]);
    return ids.map((id) => groups.get(id) ?? []);
  };
  return {
    statements,
    total: () => Object.values(statements).reduce((sum, count) => sum + count, 0),
    firstUsers: (first) => all('users', firstUsers, first),
    createUser(name) {
      const { lastInsertRowid: id } = insert.user.run(name, null);
      remove.run();
      return all('users', byId, JSON.stringify([id]))[0];
    },

    // These three take many ids and answer in their order, whatever the rows' order is.
    usersById(ids) {
      const rows = all('users', byId, JSON.stringify(ids));
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    },
    postsOfUsers: (ids, first) =>
      group(ids, all('posts', postsOf, JSON.stringify(ids), first), 'user_id'),
    commentsOfPosts: (ids, first) =>
      group(ids, all('comments', commentsOf, JSON.stringify(ids), first), 'post_id'),
  };
}

const firstUsers = db.prepare('SELECT * FROM users ORDER BY id LIMIT ?');
// New users do not fill the memory: of those beyond 1000 the oldest are removed.
const remove = db.prepare(`DELETE FROM users WHERE id > ${USERS} AND id NOT IN
  (SELECT id FROM users ORDER BY id DESC LIMIT 1000)`);
