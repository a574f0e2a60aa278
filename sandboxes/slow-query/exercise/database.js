import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// Three orders in each minute until 14 January 2026, in no order of ids.
db.exec(`
  CREATE TABLE orders (
    id         INTEGER PRIMARY KEY,
    status     TEXT    NOT NULL CHECK (status IN ('pending', 'shipped')),
    country    TEXT    NOT NULL,
    amount     INTEGER NOT NULL, -- in cents
    created_at INTEGER NOT NULL  -- in seconds since 1970
  ) STRICT;

  INSERT INTO orders (id, status, country, amount, created_at)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000
  )
  SELECT i,
         iif(i % 50 = 0, 'pending', 'shipped'),
         CASE i % 4 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' WHEN 2 THEN 'IT' ELSE 'US' END,
         100 + i * 37 % 9900,
         1768000020 + i * 7919 % 20011 / 3 * 60
  FROM n;
`);

let trace = null;
const traces = {};

/** The rows of a query. The lesson keeps which ones a route has run. */
export function query(sql, values = {}) {
  const rows = db.prepare(sql).all(values);
  trace?.push({ sql, rows: rows.length });
  return rows;
}

/** Runs a route's work, and keeps its queries under the route's name. */
export function traced(name, work) {
  trace = traces[name] = [];
  try {
    return work();
  } finally {
    trace = null;
  }
}

/** What each route has asked the last time, and how SQLite does it. */
export function plans() {
  const explain = ({ sql, rows }) => ({
    sql: sql.replace(/\s+/g, ' ').trim(),
    rows,
    plan: db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => step.detail),
  });
  return Object.fromEntries(
    Object.entries(traces).map(([name, all]) => [name, all.map(explain)]));
}
