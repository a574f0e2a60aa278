import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Counts what a query looks at, as in chapter 19.
let read = 0;
db.function('examined', (id) => {
  read += 1;
  return id > 0 ? 1 : 0; // true for every row
});

let statements = 0;
const written = db.prepare('SELECT total_changes() AS n');

/** Runs a statement of the program, and counts it. */
export function run(sql, ...values) {
  statements += 1;
  return db.prepare(sql).run(...values);
}
export function get(sql, ...values) {
  statements += 1;
  return db.prepare(sql).get(...values);
}

/** What a step of the program costs; triggers write rows, too. */
export async function cost(step) {
  const before = { statements, rowsWritten: written.get().n, rowsRead: read };
  await step();
  return {
    statements: statements - before.statements,
    rowsWritten: written.get().n - before.rowsWritten,
    rowsRead: read - before.rowsRead,
  };
}

/** Two users, of whom Grace has 40 posts. `more` is what a way needs besides. */
export function reset(more = '') {
  db.exec(`
    DROP TABLE IF EXISTS posts; DROP TABLE IF EXISTS users;
    CREATE TABLE users (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, post_count INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE posts (
      id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
      title TEXT NOT NULL
    ) STRICT;
    CREATE INDEX posts_user ON posts (user_id);
    INSERT INTO users (id, name, post_count) VALUES (1, 'Ada', 0), (2, 'Grace', 40);
    INSERT INTO posts (user_id, title)
    WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40)
    SELECT 2, CASE WHEN i > 35 THEN 'Buy now' ELSE 'Post ' || i END FROM n;
    ${more}`);
}

/** One more user, without posts. @returns the id */
export const addUser = () =>
  db.prepare("INSERT INTO users (name) VALUES ('One more')").run().lastInsertRowid;

/** What the users' pages show, and what there is. */
export const compare = (shown) =>
  db.prepare(`
    SELECT u.id, u.name, count(p.id) AS there
    FROM users u LEFT JOIN posts p ON p.user_id = u.id GROUP BY u.id
  `).all().map(({ id, name, there }) => ({ name, shown: shown(id), there }));
