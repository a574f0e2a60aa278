// Plans with their buffers, as PostgreSQL itself explains them: scans, indexes of several kinds, joins, partitions.
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();
await database.exec(`
  CREATE TABLE orders (id int PRIMARY KEY, customer int, state text, total int, note text, tags int[]);
  INSERT INTO orders
    SELECT n, n % 1000, CASE WHEN n % 100 = 0 THEN 'open' ELSE 'paid' END, n % 977, repeat('x', 40), ARRAY[n % 50, n % 7]
    FROM generate_series(1, 20000) n;
`);
await database.exec('VACUUM ANALYZE orders');

/** Prints a plan without times, and without what planning itself read, which depends on what was read before. */
async function explain(query, options = 'ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF') {
  await database.query(query);
  const { rows } = await database.query(`EXPLAIN (${options}) ${query}`);
  const lines = rows.map((row) => row['QUERY PLAN']);
  const planning = lines.indexOf('Planning:');
  console.log([`-- ${query}`, ...(planning < 0 ? lines : lines.slice(0, planning))].join('\n'));
}

await explain('SELECT * FROM orders WHERE customer = 7');
await database.exec('CREATE INDEX by_customer ON orders (customer)');
await explain('SELECT * FROM orders WHERE customer = 7');
await database.exec(`
  CREATE INDEX open_orders ON orders (total) WHERE state = 'open';
  CREATE INDEX covering ON orders (customer, total) INCLUDE (state);
  CREATE INDEX by_tag ON orders USING gin (tags);
`);
await database.exec('VACUUM ANALYZE orders');
await explain("SELECT id FROM orders WHERE state = 'open' AND total < 20");
await explain('SELECT customer, total, state FROM orders WHERE customer = 7');
await database.exec('UPDATE orders SET total = total + 1 WHERE customer = 7');
await explain('SELECT customer, total, state FROM orders WHERE customer = 7');
await explain('SELECT count(*) FROM orders WHERE tags @> ARRAY[49, 3]');
await database.exec(`
  CREATE TABLE visit AS SELECT n % 3 AS kind, n AS person FROM generate_series(1, 20000) n;
  CREATE INDEX skipped ON visit (kind, person);
`);
await database.exec('VACUUM ANALYZE visit');
await explain('SELECT kind, person FROM visit WHERE person = 500');
await explain('SELECT a.id, b.id FROM orders a JOIN orders b ON b.customer = a.id WHERE a.id < 4 ORDER BY b.id');
await explain('SELECT customer, sum(total) FROM orders GROUP BY customer ORDER BY 2 DESC LIMIT 3');
await database.exec(`
  CREATE TABLE events (at date NOT NULL, what text) PARTITION BY RANGE (at);
  CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
  INSERT INTO events SELECT date '2025-01-01' + n, 'event' FROM generate_series(0, 700) n;
  ANALYZE events;
  CREATE MATERIALIZED VIEW months AS SELECT date_trunc('month', at) AS month, count(*) FROM events GROUP BY 1;
`);
await explain("SELECT count(*) FROM events WHERE at >= '2026-06-01'");
await explain("SELECT count(*) FROM events WHERE at >= '2026-06-01'", 'FORMAT JSON');
const { rows } = await database.query('SELECT * FROM months ORDER BY month LIMIT 2');
console.log(rows);
const statistics =
  "SELECT attname, null_frac, n_distinct, correlation FROM pg_stats WHERE tablename = 'orders' AND attname IN ('id', 'customer', 'state') ORDER BY 1";
console.log((await database.query(statistics)).rows);
console.log((await database.query("SELECT pg_relation_size('orders') AS bytes, relpages, reltuples FROM pg_class WHERE relname = 'orders'")).rows);
await database.close();
