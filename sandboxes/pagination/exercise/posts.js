import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Several posts a minute, and ids that are not in the order of time.
db.exec(`
  CREATE TABLE posts (
    id         INTEGER PRIMARY KEY,
    tag        TEXT NOT NULL,
    title      TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posts_tag_created ON posts (tag, created_at, id);

  CREATE TABLE api_keys (id INTEGER PRIMARY KEY, owner TEXT, token TEXT) STRICT;
  INSERT INTO api_keys VALUES (1, 'billing', 'demo-key-7f3a');

  INSERT INTO posts (id, tag, title, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300
  )
  SELECT i, iif(i % 3 = 0, 'art', 'news'), 'Post ' || i,
         strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-15', (i * 37 % 301 / 9) || ' minutes')
  FROM n;
`);

const insert = db.prepare(
  'INSERT INTO posts (tag, title, created_at) VALUES (?, ?, ?) RETURNING id',
);

const all = db.prepare('SELECT count(*) AS n FROM posts');
export const count = () => all.get().n;

export const add = (tag, title) => insert.get(tag, title, new Date().toISOString()).id;
