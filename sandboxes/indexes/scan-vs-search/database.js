import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Fixed, so that page counts do not depend on how this SQLite was compiled.
db.exec('PRAGMA page_size = 4096');

db.exec(`
  CREATE TABLE customers (
    id         INTEGER PRIMARY KEY,
    email      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    shop_id    INTEGER NOT NULL,
    created_at TEXT    NOT NULL
  ) STRICT
`);

// The multipliers shuffle the values: no column but id follows insertion order.
db.exec(`
  INSERT INTO customers (id, email, name, shop_id, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200000
  )
  SELECT i,
         'user' || (i * 48271 % 200003) || '@example.com',
         'Customer ' || i,
         1 + i * 7919 % 400,
         datetime('2024-01-01', (i * 31337 % 1000003) || ' minutes')
  FROM n
`);

// Evaluated once for each row SQLite looks at, so it counts the work of a query.
// Not deterministic, or SQLite would call it once and keep the answer.
let rowsExamined = 0;
db.function('examined', (id) => {
  rowsExamined += 1;
  return id > 0 ? 1 : 0; // true for every row
});

/** The lines of EXPLAIN QUERY PLAN. It compiles the statement and never runs it. */
export function plan(sql, ...values) {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return steps.map((step) => step.detail);
}

/** Runs a query; answers with its plan, the rows SQLite examined and the rows found. */
export function observe(sql, ...values) {
  rowsExamined = 0;
  const rows = db.prepare(sql).all(...values);
  return { plan: plan(sql, ...values), rowsExamined, rows };
}
