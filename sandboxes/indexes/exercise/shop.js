import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

db.exec(`
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    name  TEXT NOT NULL
  ) STRICT;
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    status      TEXT    NOT NULL CHECK (status IN ('open', 'paid')),
    total       INTEGER NOT NULL,
    created_at  TEXT    NOT NULL
  ) STRICT;
`);

// The multipliers shuffle the values: no column but id follows insertion order.
db.exec(`
  INSERT INTO customers (id, email, name)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000
  )
  SELECT i,
         'user' || (i * 48271 % 2003) || '@' || iif(i % 50 = 0, 'mail.', '')
           || 'company' || (i % 40) || '.example',
         'Customer ' || i
  FROM n;

  INSERT INTO orders (id, customer_id, status, total, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000
  )
  SELECT i,
         1 + i * 31 % 1999,
         iif(i % 4 = 0, 'open', 'paid'),
         i * 37 % 10000,
         datetime('2025-01-01', (i * 7919 % 20011 * 20) || ' minutes')
  FROM n;
`);
