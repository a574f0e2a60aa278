import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

db.exec(`
  CREATE TABLE orders (
    id         INTEGER PRIMARY KEY,
    city       TEXT    NOT NULL,
    total      INTEGER NOT NULL,
    created_at TEXT    NOT NULL
  ) STRICT;
  -- One for each way in which the list can be filtered and sorted.
  CREATE INDEX orders_created ON orders (created_at, id);
  CREATE INDEX orders_total ON orders (total, id);
  CREATE INDEX orders_city_created ON orders (city, created_at, id);
  CREATE INDEX orders_city_total ON orders (city, total, id);

  CREATE TABLE api_keys (id INTEGER PRIMARY KEY, owner TEXT, token TEXT) STRICT;
  INSERT INTO api_keys
  VALUES (1, 'billing', 'demo-key-7f3a'), (2, 'admin', 'demo-key-c041');

  INSERT INTO orders (id, city, total, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 250
  )
  SELECT i, iif(i % 5 = 0, 'Lima', 'Oslo'), 10 * (i * 37 % 40),
         strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-15', (i * 61 % 251 / 4) || ' minutes')
  FROM n;
`);
