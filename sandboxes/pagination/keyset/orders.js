import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Seven orders in each minute, and ids that say nothing about when.
db.exec(`
  CREATE TABLE orders (
    id         TEXT PRIMARY KEY,
    customer   TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;

  INSERT INTO orders (id, customer, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 99999
  )
  SELECT printf('o%05d', i * 48271 % 100000),
         'Customer ' || (i % 900),
         datetime('2026-01-01', -(i / 7) || ' minutes')
  FROM n;
`);

const index = 'CREATE INDEX orders_created ON orders (created_at, id)';
db.exec(index);

/** Does something without the index, and creates it again. */
export function withoutIndex(work) {
  db.exec('DROP INDEX orders_created');
  try {
    return work();
  } finally {
    db.exec(index);
  }
}
