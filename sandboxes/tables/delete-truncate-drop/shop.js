import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

/** Two tables as they were on the first day: 2 customers, 1,000 orders, 3 invoices. */
export function refill() {
  db.exec(`
    DROP TABLE IF EXISTS orders;
    DROP TABLE IF EXISTS invoices;
    DROP TABLE IF EXISTS customers;

    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE orders (
      id          INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id)
    ) STRICT;
    CREATE TABLE invoices (id INTEGER PRIMARY KEY AUTOINCREMENT, total INTEGER) STRICT;

    INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bob');
    INSERT INTO orders (customer_id)
      WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      SELECT 1 + i % 2 FROM n;
    INSERT INTO invoices (total) VALUES (4900), (1500), (2400);
  `);
}
