import { DatabaseSync } from 'node:sqlite';

// The first n of these exist before the first row is inserted.
export const indexes = [
  'CREATE INDEX orders_customer ON orders (customer_id)',
  'CREATE INDEX orders_status ON orders (status)',
  'CREATE INDEX orders_created ON orders (created_at)',
  'CREATE INDEX orders_token ON orders (token)', // 33 characters: a wide key
  'CREATE INDEX orders_customer_created ON orders (customer_id, created_at)',
];

/** A new database in memory: an orders table with these indexes and this many rows. */
export function fill(definitions, rows) {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    PRAGMA page_size = 4096;
    CREATE TABLE orders (
      id          INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL,
      status      TEXT    NOT NULL,
      created_at  INTEGER NOT NULL,
      token       TEXT    NOT NULL,
      total       INTEGER NOT NULL
    ) STRICT;
    ${definitions.join(';')}
  `);
  // One order in twenty is open; the tokens arrive in no order.
  db.prepare(`
    INSERT INTO orders (id, customer_id, status, created_at, token, total)
    WITH RECURSIVE n (i) AS (
      VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?
    )
    SELECT i,
           1 + i * 7919 % 5003,
           CASE WHEN i % 20 = 0 THEN 'open' ELSE 'paid' END,
           1700000000 + i * 30,
           printf('%08x-%024d', i * 2654435761 % 4294967296, i),
           i * 37 % 10000
    FROM n
  `).run(rows);
  return db;
}
