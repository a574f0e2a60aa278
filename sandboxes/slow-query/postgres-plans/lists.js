// Each list begins with the table as shop.js fills it, and is run to its end.

const explain = 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)';
const pending = `SELECT id, amount FROM orders
  WHERE status = 'pending' AND created_at >= '2025-12-16'`;
const lastDay = `SELECT id FROM orders WHERE created_at >= '2026-01-14'`;
const byBoth = `CREATE INDEX status_created ON orders (status, created_at)`;
const pages = `SELECT pg_relation_size('orders') / 8192 AS pages`;

export const measure = [`EXPLAIN ${pending}`, `${explain} ${pending}`];

export const index = [
  `CREATE INDEX created ON orders (created_at)`,
  `${explain} ${pending}`,
  `DROP INDEX created`,
  byBoth,
  `${explain} ${pending}`,
];

export const skipScan = [byBoth, `${explain} ${lastDay}`];

// 3,000 orders are disputed. Autovacuum would analyze after 3,051 changed rows.
const disputed = `SELECT o.id, c.name FROM orders o
  JOIN customers c ON c.id = o.customer_id WHERE o.status = 'disputed'`;
export const stale = [
  `CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL)`,
  `INSERT INTO customers SELECT i, 'Customer ' || i FROM generate_series(1, 30000) i`,
  `ANALYZE customers`,
  `UPDATE orders SET status = 'disputed' WHERE id % 10 = 0`,
  `${explain} ${disputed}`,
  `ANALYZE orders`,
  `${explain} ${disputed}`,
];

const byCustomer = `SELECT id FROM orders WHERE customer_id = 150`;
export const target = [
  `EXPLAIN ${byCustomer}`,
  `SELECT count(*)::int AS orders FROM orders WHERE customer_id = 150`,
  `ALTER TABLE orders SET STATISTICS 1000`,
  `ALTER TABLE orders ALTER COLUMN customer_id SET STATISTICS 1000`,
  `ANALYZE orders`,
  `EXPLAIN ${byCustomer}`,
];

export const covering = [
  `CREATE INDEX covering ON orders (status, created_at) INCLUDE (id, amount)`,
  `${explain} ${pending}`,
  `VACUUM orders`,
  `${explain} ${pending}`,
  `UPDATE orders SET address = 'moved' WHERE status = 'pending'`,
  `${explain} ${pending}`,
];

export const bloat = [
  pages,
  `UPDATE orders SET amount = amount + 1`,
  `SELECT pg_stat_force_next_flush()`, // the counts, which are otherwise a second late
  `SELECT n_live_tup, n_dead_tup FROM pg_stat_user_tables WHERE relname = 'orders'`,
  pages,
  `VACUUM orders`,
  pages,
  `VACUUM FULL orders`,
  pages,
];

export const writes = [
  `${explain} DELETE FROM orders WHERE status = 'pending'`,
  `SELECT count(*)::int AS pending FROM orders WHERE status = 'pending'`,
  `BEGIN`,
  `${explain} DELETE FROM orders WHERE status = 'shipped'`,
  `ROLLBACK`,
  `SELECT count(*)::int AS shipped FROM orders WHERE status = 'shipped'`,
];

const report = `SELECT status, count(*)::int AS orders FROM orders GROUP BY status`;
export const view = [
  `${explain} ${report}`,
  `CREATE MATERIALIZED VIEW report AS ${report}`,
  `${explain} SELECT * FROM report`,
  `DELETE FROM orders WHERE status = 'pending'`,
  `SELECT * FROM report ORDER BY status`,
  `REFRESH MATERIALIZED VIEW CONCURRENTLY report`,
  `CREATE UNIQUE INDEX report_status ON report (status)`,
  `REFRESH MATERIALIZED VIEW CONCURRENTLY report`,
  `SELECT * FROM report ORDER BY status`,
];
