// Wrong on purpose: every rule of this shop is in somebody's head.
import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });

db.exec(`
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT,
    name  TEXT
  );
  CREATE TABLE products (
    id    INTEGER PRIMARY KEY,
    name  TEXT,
    price INTEGER -- in cents
  );
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER,
    product_id  INTEGER,
    quantity    INTEGER
  );
  INSERT INTO customers (email, name) VALUES
    ('ada@example.com', 'Ada'), ('bob@example.com', 'Bob');
  INSERT INTO products (name, price) VALUES ('Desk lamp', 4900), ('Bulb', 600);
  INSERT INTO orders (customer_id, product_id, quantity) VALUES (1, 1, 1), (1, 2, 4);
`);
