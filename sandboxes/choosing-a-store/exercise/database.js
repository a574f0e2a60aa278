import { DatabaseSync } from 'node:sqlite';

// No document may be longer: 2 KiB here, 16 MiB in MongoDB, 400 KB in DynamoDB.
export const LIMIT = 2048;

export const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE products (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE product_tags (
    product_id INTEGER NOT NULL REFERENCES products (id), tag TEXT NOT NULL,
    PRIMARY KEY (product_id, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reviews (
    product_id INTEGER NOT NULL REFERENCES products (id), n INTEGER NOT NULL,
    rating INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (product_id, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE follows (
    who INTEGER NOT NULL, whom INTEGER NOT NULL, PRIMARY KEY (who, whom)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE documents (
    key TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (octet_length(body) <= ${LIMIT})
  ) STRICT, WITHOUT ROWID;
`);

/** Documents by key, and in the order of their keys. */
export const documents = {
  get(key) {
    const row = db.prepare('SELECT body FROM documents WHERE key = ?').get(key);
    return row && JSON.parse(row.body);
  },
  put(key, document) {
    db.prepare(`INSERT INTO documents VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET body = excluded.body`)
      .run(key, JSON.stringify(document));
  },
  /** Up to `limit` documents whose keys begin with `prefix` and come after `after`. */
  list: (prefix, after, limit) => db.prepare(`
    SELECT body FROM documents WHERE key > ? AND substr(key, 1, ?) = ?
    ORDER BY key LIMIT ?`).all(after, prefix.length, prefix, limit)
    .map(({ body }) => JSON.parse(body)),
  largest: () => db.prepare(
    'SELECT coalesce(max(octet_length(body)), 0) AS bytes FROM documents').get().bytes,
};

/** All of it or nothing. */
export function transaction(work) {
  db.exec('BEGIN');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
