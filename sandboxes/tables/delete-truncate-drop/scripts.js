const count = `SELECT count(*) AS orders FROM orders`;

export const deleteSome = [
  'BEGIN', 'DELETE FROM orders WHERE customer_id = 2', count, 'ROLLBACK', count,
];

export const deleteAll = ['BEGIN', 'DELETE FROM orders', count, 'ROLLBACK', count];

export const dropTable = ['BEGIN', 'DROP TABLE orders', count, 'ROLLBACK', count];

export const truncate = ['BEGIN', 'TRUNCATE TABLE orders', 'ROLLBACK', count];

export const alter = [
  'BEGIN',
  'ALTER TABLE orders ADD COLUMN note TEXT',
  'CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT',
  "SELECT name FROM pragma_table_info('orders')",
  'ROLLBACK',
  "SELECT name FROM pragma_table_info('orders')",
  'SELECT id FROM notes',
];

// Without BEGIN each statement is a transaction of its own, committed at its end.
export const noBegin = ['DELETE FROM orders', 'ROLLBACK', count];

// A parent is dropped like a DELETE of all its rows: the foreign key has its say.
export const parent = [
  'DROP TABLE customers',
  'DROP TABLE orders',
  'DROP TABLE customers',
];

export const ids = [
  'SELECT max(id) AS last FROM orders',
  'DELETE FROM orders',
  'INSERT INTO orders (customer_id) VALUES (1) RETURNING id',
  'SELECT max(id) AS last FROM invoices',
  'DELETE FROM invoices',
  'INSERT INTO invoices (total) VALUES (900) RETURNING id',
];
