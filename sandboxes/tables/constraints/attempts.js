// Each list runs from its first statement to its last, and is then rolled back.

export const monday = [
  `INSERT INTO customers (email, name) VALUES ('ada@example.com', 'Ada, again')`,
  `INSERT INTO customers (email) VALUES ('cy@example.com')`,
  `INSERT INTO orders (customer_id, total) VALUES (99, 1900)`,
  `INSERT INTO orders (customer_id, total) VALUES (1, -50000)`,
  `INSERT INTO orders (customer_id, total) VALUES (1, 'twelve')`,
  `DELETE FROM customers WHERE email = 'bob@example.com'`, // who has an order
  `SELECT count(*) AS orders, sum(total) AS cents FROM orders`,
];

export const kinds = [
  `CREATE TABLE coupons (code TEXT PRIMARY KEY, percent INTEGER NOT NULL) STRICT`,
  `INSERT INTO coupons (code, percent) VALUES ('SPRING', 10), ('LAMP', 20)`,
  `UPDATE coupons SET percent = 15 WHERE code = 'SPRING'`,
  `SELECT code, percent FROM coupons WHERE percent > 10 ORDER BY percent`,
  `DELETE FROM coupons WHERE code = 'LAMP'`,
  `GRANT SELECT ON coupons TO bob`, // SQLite has no users
  `DROP TABLE coupons`,
];

export const notNull = [
  `INSERT INTO customers (email) VALUES ('cy@example.com')`,
  `INSERT INTO customers (email, name) VALUES ('cy@example.com', NULL)`,
  `INSERT INTO customers (email, name) VALUES ('cy@example.com', '')`,
];

export const unique = [
  `INSERT INTO customers (email, name) VALUES ('ada@example.com', 'Ada, again')`,
  `INSERT INTO customers (email, name) VALUES ('ADA@example.com', 'Ada, again')`,
  `INSERT INTO customers (email, name, phone) VALUES ('cy@example.com', 'Cy', NULL)`,
  `UPDATE customers SET email = 'bob@example.com'`,
  `SELECT id, email FROM customers`,
];

export const primaryKey = [
  `INSERT INTO customers (id, email, name) VALUES (1, 'cy@example.com', 'Cy')`,
  `CREATE TABLE labels (code TEXT PRIMARY KEY)`,
  `INSERT INTO labels (code) VALUES (NULL), (NULL)`,
  `CREATE TABLE strict_labels (code TEXT PRIMARY KEY) STRICT`,
  `INSERT INTO strict_labels (code) VALUES (NULL)`,
];

export const check = [
  `INSERT INTO orders (customer_id, total) VALUES (1, -50000)`,
  `INSERT INTO orders (customer_id, total, status) VALUES (1, 900, 'Paid')`,
  `INSERT INTO orders (customer_id, total, discount) VALUES (1, 900, NULL)`,
];

export const byDefault = [
  `INSERT INTO orders (customer_id, total) VALUES (1, 900) RETURNING status`,
  `INSERT INTO orders (customer_id, total, status) VALUES (1, 900, NULL)`,
];

export const foreignKey = [
  `PRAGMA foreign_keys`, // 1 is on
  `INSERT INTO orders (customer_id, total) VALUES (99, 1900)`,
  `UPDATE orders SET customer_id = 99 WHERE id = 1`,
  `DELETE FROM customers WHERE id = 2`,
  `UPDATE customers SET id = 20 WHERE id = 2`,
];

export const references = [
  `CREATE TABLE letters (email TEXT REFERENCES customers (email)) STRICT`,
  `INSERT INTO letters VALUES ('ada@example.com'), ('ada@example.com'), (NULL)`,
  `INSERT INTO letters VALUES ('eve@example.com')`,
  `CREATE TABLE badges (name TEXT REFERENCES customers (name)) STRICT`,
  `INSERT INTO badges VALUES ('Ada')`,
];

export const types = [
  `INSERT INTO orders (customer_id, total) VALUES (1, 'twelve')`,
  `INSERT INTO orders (customer_id, total) VALUES (1, 12.5)`,
  `INSERT INTO orders (customer_id, total) VALUES (1, '12')`,
  `SELECT total, typeof(total) AS stored FROM orders WHERE id > 3`,
  `CREATE TABLE prices (amount VARCHAR(3)) STRICT`,
];

export const unknown = [
  `SELECT id FROM customers WHERE phone = NULL`,
  `SELECT id FROM customers WHERE phone <> '555-0100'`,
  `SELECT id FROM customers WHERE phone IS NULL`,
  `SELECT 3 NOT IN (1, 2) AS without, 3 NOT IN (1, 2, NULL) AS with_null`,
  `SELECT count(*) AS customers, count(phone) AS phones FROM customers`,
];
