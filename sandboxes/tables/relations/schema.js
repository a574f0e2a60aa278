import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

db.exec(`
  CREATE TABLE customers (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT;

  -- One to one: the foreign key is the primary key, so it cannot repeat.
  CREATE TABLE settings (
    customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
    newsletter  INTEGER NOT NULL CHECK (newsletter IN (0, 1))
  ) STRICT;

  -- One to many: the foreign key is at the side of the many.
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id)
  ) STRICT;

  CREATE TABLE products (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT;

  -- Many to many: a junction table with a foreign key to each side. The pair is
  -- the key, and what belongs to the pair is a column here.
  CREATE TABLE order_lines (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    product_id INTEGER NOT NULL REFERENCES products (id),
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, product_id)
  ) STRICT;

  INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, 'Bob');
  INSERT INTO settings VALUES (1, 1);
  INSERT INTO orders (id, customer_id) VALUES (1, 1), (2, 1), (3, 2);
  INSERT INTO products (id, name) VALUES (1, 'Desk lamp'), (2, 'Bulb'), (11, 'Shade');
  INSERT INTO order_lines VALUES (1, 1, 1), (1, 2, 4), (2, 2, 2), (3, 11, 1);
`);
