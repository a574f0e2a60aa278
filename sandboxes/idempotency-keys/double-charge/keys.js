// Chapter 4's store of keys, for one customer: claim first, keep the answer.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL) STRICT;
  CREATE TABLE keys (key TEXT PRIMARY KEY, status INT, body TEXT) STRICT;
`);
const insert = db.prepare('INSERT OR IGNORE INTO keys (key) VALUES (?)');
const find = db.prepare('SELECT status, body FROM keys WHERE key = ?');
const update = db.prepare('UPDATE keys SET status = ?, body = ? WHERE key = ?');
const add = db.prepare('INSERT INTO orders (item) VALUES (?) RETURNING id');

export const claim = (key) => insert.run(key).changes === 1;
export const repeat = (key) => find.get(key);

/** The order, and under a key its answer with it. Neither waits: both or none. */
export function store(item, key) {
  db.exec('BEGIN');
  const { id } = add.get(item);
  const body = { id, item };
  if (key) update.run(201, JSON.stringify(body), key);
  db.exec('COMMIT');
  return body;
}

export function empty() {
  db.exec('DELETE FROM orders; DELETE FROM keys');
}
export const orderCount = () => db.prepare('SELECT count(*) AS n FROM orders').get().n;
