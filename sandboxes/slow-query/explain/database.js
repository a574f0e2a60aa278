import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');
db.exec('PRAGMA page_size = 4096'); // page counts do not depend on the build

// A year of orders, one every 31 seconds until 14 January 2026. One in 200 is still
// pending; the multiplier scatters them.
db.exec(`
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    amount      INTEGER NOT NULL, -- in cents
    created_at  INTEGER NOT NULL  -- in seconds since 1970
  ) STRICT;

  INSERT INTO orders (id, customer_id, status, amount, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000
  )
  SELECT i,
         1 + i * 7919 % 50021,
         iif(i * 48271 % 1000003 % 200 = 0, 'pending', 'shipped'),
         100 + i * 37 % 9900,
         1737417600 + i * 31
  FROM n;
`);

// Evaluated once for each row that SQLite looks at, so it counts the work of a query.
let rowsExamined = 0;
db.function('examined', (id) => {
  rowsExamined += 1;
  return id > 0 ? 1 : 0; // true for every row
});

/** The lines of EXPLAIN QUERY PLAN. */
export const plan = (sql) =>
  db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => step.detail);

/** What a query is going to do, what it did, and what it gave. */
export function observe(sql) {
  rowsExamined = 0;
  const rows = db.prepare(sql).all();
  return { plan: plan(sql), rowsExamined, rowsFound: rows.length, first: rows[0] };
}

/** Pages of 4,096 bytes that each table and index takes. */
export const pages = () => Object.fromEntries(
  db.prepare(`SELECT name, pageno AS pages FROM dbstat
              WHERE aggregate = 1 AND name LIKE 'orders%'`)
    .all().map(({ name, pages }) => [name, pages]));
