// Broken on purpose: an order looks today's price and today's address up.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE products (id INTEGER PRIMARY KEY, price INTEGER NOT NULL) STRICT;
  CREATE TABLE customers (id INTEGER PRIMARY KEY, address TEXT NOT NULL) STRICT;
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers,
    product_id INTEGER NOT NULL REFERENCES products,
    quantity INTEGER NOT NULL
  ) STRICT;
  INSERT INTO products VALUES (1, 4900), (2, 19900);
  INSERT INTO customers VALUES (1, '1 Harbour Street');
`);
const price = db.prepare('UPDATE products SET price = ? WHERE id = ?');
const address = db.prepare('UPDATE customers SET address = ? WHERE id = ?');
const insert = db.prepare(`
  INSERT INTO orders (customer_id, product_id, quantity)
  SELECT c.id, p.id, :quantity FROM customers c, products p
  WHERE c.id = :customer AND p.id = :product RETURNING id`);
const find = db.prepare(`
  SELECT o.id, c.address, o.quantity * p.price AS total
  FROM orders o JOIN customers c ON c.id = o.customer_id
  JOIN products p ON p.id = o.product_id WHERE o.id = ?`);

export const setPrice = (id, cents) =>
  (price.run(cents, id).changes > 0 ? { price: cents } : null);
export const setAddress = (id, text) =>
  (address.run(text, id).changes > 0 ? { address: text } : null);

/** @returns { id } of the new order, or nothing: no such customer or product */
export const place = (customer, product, quantity) =>
  insert.get({ customer, product, quantity });

/** @returns { id, address, total } of an order, or nothing */
export const order = (id) => find.get(id);
