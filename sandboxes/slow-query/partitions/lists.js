// Each list begins with the tables as tables.js fills them.

const explain = 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)';
const sum = (table, condition) =>
  `${explain} SELECT sum(amount) FROM ${table} WHERE ${condition}`;
const june = `created_at >= '2025-06-01' AND created_at < '2025-07-01'`;

export const pruning = [
  sum('scattered', june),
  sum('orders', june),
  // The same month to you, but not to the planner.
  sum('orders', `date_trunc('month', created_at) = '2025-06-01'`),
];

export const byId = [
  `SELECT id FROM whole WHERE id = 6173`, // the first use reads what is kept later
  `${explain} SELECT * FROM whole WHERE id = 6173`,
  `${explain} SELECT * FROM orders WHERE id = 6173`,
  `${explain} SELECT * FROM orders
   WHERE id = 6173 AND created_at = '2025-06-04 07:12Z'`,
];

export const keys = [
  `CREATE TABLE invoices (number bigint PRIMARY KEY, month date NOT NULL)
   PARTITION BY RANGE (month)`,
  `INSERT INTO orders
   SELECT id, 1, created_at + interval '1 day', 'again' FROM orders WHERE id = 6173`,
  `SELECT id, amount, created_at FROM orders WHERE id = 6173`,
  `INSERT INTO orders VALUES (14601, 1900, '2026-01-01', 'nowhere')`,
];

const pages = `SELECT pg_relation_size('whole') / 8192 AS pages`;
export const retention = [
  pages,
  `${explain} DELETE FROM whole WHERE created_at < '2025-02-01'`,
  pages,
  `ALTER TABLE orders DETACH PARTITION orders_2025_01`,
  `DROP TABLE orders_2025_01`,
  `SELECT count(*)::int AS orders FROM orders`,
];
