// Each list begins with the tables as shop.js fills them.

const count = `SELECT count(*) AS orders FROM orders`;

// Without BEGIN each statement is a transaction of its own.
export const rules = [
  `INSERT INTO customers (email) VALUES ('cy@example.com')`,
  `INSERT INTO orders (customer_id, total) VALUES (1, -50000)`,
  `INSERT INTO customers (email, name) VALUES ('ada@example.com', 'Ada, again')`,
  `INSERT INTO invoices (number, customer_id) VALUES (1001, 1)`,
  `INSERT INTO orders (customer_id, total) VALUES (99, 1900)`,
  `DELETE FROM customers WHERE name = 'Ada'`, // who has orders
  `DELETE FROM customers WHERE name = 'Bob'`, // who has an invoice
  `CREATE TABLE badges (name text REFERENCES customers (name))`,
];

export const types = [
  `INSERT INTO orders (customer_id, total) VALUES (1, 'twelve')`,
  `INSERT INTO orders (customer_id, total) VALUES (1, 12.5) RETURNING total`,
  `INSERT INTO orders (customer_id, total) VALUES (1, '12') RETURNING total`,
  `INSERT INTO orders (customer_id, total) VALUES (1, '12.5')`,
];

export const aborted = [
  `BEGIN`,
  `INSERT INTO orders (customer_id, total) VALUES (1, 900)`,
  `INSERT INTO orders (customer_id, total) VALUES (99, 1900)`,
  count,
  `COMMIT`,
  count,
];

export const takenBack = [
  `BEGIN`,
  `TRUNCATE orders`,
  count,
  `DROP TABLE invoices`,
  `CREATE TABLE notes (id integer)`,
  `ALTER TABLE customers ADD COLUMN phone text`,
  `SELECT * FROM customers WHERE id = 1`,
  `ROLLBACK`,
  count,
  `SELECT number FROM invoices`,
  `SELECT id FROM notes`,
  `SELECT * FROM customers WHERE id = 1`,
];

export const truncate = [
  `SELECT max(id) AS last FROM orders`,
  `TRUNCATE orders`, // CONTINUE IDENTITY is the default
  `INSERT INTO orders (customer_id, total) VALUES (1, 900) RETURNING id`,
  `TRUNCATE orders RESTART IDENTITY`,
  `INSERT INTO orders (customer_id, total) VALUES (1, 900) RETURNING id`,
  `TRUNCATE customers`, // to which orders and invoices refer
  `TRUNCATE customers CASCADE`,
  count,
];
