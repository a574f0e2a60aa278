import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Charlie has ordered nothing, order 14 belongs to nobody: a guest has ordered it.
db.exec(`
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  INSERT INTO users VALUES (1, 'Alice'), (2, 'Bob'), (3, 'Charlie');

  CREATE TABLE orders (
    id      INTEGER PRIMARY KEY,
    user_id INTEGER REFERENCES users (id),
    total   INTEGER NOT NULL
  ) STRICT;
  INSERT INTO orders VALUES (11, 1, 100), (12, 1, 200), (13, 2, 150), (14, NULL, 75);

  CREATE TABLE products (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL
  ) STRICT;
  INSERT INTO products VALUES (31, 'tea', 25), (32, 'cup', 50), (33, 'lamp', 200);

  CREATE TABLE order_items (
    id         INTEGER PRIMARY KEY,
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL
  ) STRICT;
  INSERT INTO order_items VALUES (21, 11, 31, 2), (22, 11, 32, 1), (23, 12, 33, 1),
    (24, 13, 31, 2), (25, 13, 32, 2), (26, 14, 31, 1), (27, 14, 32, 1);

  CREATE TABLE employees (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    manager_id INTEGER REFERENCES employees (id)
  ) STRICT;
  INSERT INTO employees VALUES
    (41, 'Dana', NULL), (42, 'Eve', 41), (43, 'Frank', 41), (44, 'Grace', 42);
`);
