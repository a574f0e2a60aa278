import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Counts the rows that a query looks at, as in chapter 19.
let read = 0;
db.function('examined', (id) => {
  read += 1;
  return id > 0 ? 1 : 0; // true for every row
});
export function rowsRead(step) {
  const before = read;
  const result = step();
  return { rowsRead: read - before, result };
}

// Amounts are in cents. 2,000 orders of two items, and one that you will look at.
db.exec(`
  CREATE TABLE customers (
    id INTEGER PRIMARY KEY, country TEXT NOT NULL, address TEXT NOT NULL
  ) STRICT;
  CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE products (
    id INTEGER PRIMARY KEY, category_id INTEGER NOT NULL REFERENCES categories,
    name TEXT NOT NULL, price INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE list_prices (
    product_id INTEGER NOT NULL REFERENCES products, valid_from TEXT NOT NULL,
    price INTEGER NOT NULL, PRIMARY KEY (product_id, valid_from)
  ) STRICT;
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers,
    placed_at TEXT NOT NULL, address TEXT NOT NULL
  ) STRICT;
  CREATE TABLE order_items (
    order_id INTEGER NOT NULL REFERENCES orders ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES products,
    quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL,
    PRIMARY KEY (order_id, product_id)
  ) STRICT;
  CREATE TABLE revenue (
    category TEXT NOT NULL, country TEXT NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (category, country)
  ) STRICT;

  INSERT INTO categories VALUES (1, 'light'), (2, 'furniture');
  INSERT INTO products VALUES
    (1, 1, 'Lamp', 4900), (2, 2, 'Desk', 19900), (3, 1, 'Bulb', 300);
  INSERT INTO list_prices SELECT id, '2025-01-01', price FROM products;

  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 400)
  INSERT INTO customers
  SELECT i, CASE i % 3 WHEN 0 THEN 'NO' ELSE 'PT' END, i || ' Harbour Street' FROM n;

  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
  INSERT INTO orders
  SELECT i, 1 + (i - 1) % 400, '2025-06-01', (1 + (i - 1) % 400) || ' Harbour Street'
  FROM n;
  INSERT INTO order_items
  SELECT o.id, p.id, 1 + o.id % 2, p.price
  FROM orders o JOIN products p ON p.id = 1 + o.id % 3 OR p.id = 1 + (o.id + 1) % 3;

  -- Order 1: two lamps at 4,500 each. The list said 4,900; that was agreed.
  DELETE FROM order_items WHERE order_id = 1;
  INSERT INTO order_items VALUES (1, 1, 2, 4500);
`);
