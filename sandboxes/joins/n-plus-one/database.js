import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

const ROUND_TRIP = 1; // ms to the database and back, as if it were another machine
const USERS = 200;

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT NOT NULL, token TEXT NOT NULL
  ) STRICT;
  CREATE TABLE posts (
    id      INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id),
    title   TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posts_by_user ON posts (user_id, id);
`);

// A user has 0 to 9 posts, a bio of 200 characters, and a secret.
const addUser = db.prepare('INSERT INTO users VALUES (?, ?, ?, ?)');
const addPost = db.prepare('INSERT INTO posts (user_id, title) VALUES (?, ?)');
db.exec('BEGIN');
for (let id = 1; id <= USERS; id += 1) {
  addUser.run(id, `User ${id}`, `I am ${id}.`.padEnd(200, ' I write.'), `secret-${id}`);
}
for (let id = 1; id <= USERS; id += 1) {
  const posts = (id * 7) % 10;
  for (let n = 1; n <= posts; n += 1) addPost.run(id, `Post ${n} of user ${id}`);
}
db.exec('COMMIT');

/**
 * The database as one request sees it: statements are counted, with the rows that they
 * bring and their size as JSON. `wait()` takes the time of their round trips, which add
 * up, since each statement here is sent after the answer to the one before.
 */
export function connect() {
  const seen = { statements: 0, rows: 0, bytes: 0 };
  async function query(sql, ...values) {
    const rows = db.prepare(sql).all(...values);
    seen.statements += 1;
    seen.rows += rows.length;
    seen.bytes += Buffer.byteLength(JSON.stringify(rows.map(Object.values)));
    return rows;
  }
  return { query, seen, wait: () => sleep(seen.statements * ROUND_TRIP) };
}
