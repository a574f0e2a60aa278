import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

db.exec(`
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (trim(email) <> ''),
    name  TEXT NOT NULL CHECK (trim(name) <> '')
  ) STRICT;
  CREATE TABLE products (
    id    INTEGER PRIMARY KEY,
    name  TEXT    NOT NULL CHECK (trim(name) <> ''),
    price INTEGER NOT NULL CHECK (price >= 0) -- in cents
  ) STRICT;
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    product_id  INTEGER NOT NULL REFERENCES products (id),
    quantity    INTEGER NOT NULL CHECK (quantity > 0)
  ) STRICT;
  CREATE INDEX orders_customer ON orders (customer_id);
  CREATE INDEX orders_product ON orders (product_id);
  INSERT INTO customers (email, name) VALUES
    ('ada@example.com', 'Ada'), ('bob@example.com', 'Bob');
  INSERT INTO products (name, price) VALUES ('Desk lamp', 4900), ('Bulb', 600);
  INSERT INTO orders (customer_id, product_id, quantity) VALUES (1, 1, 1), (1, 2, 4);
`);
