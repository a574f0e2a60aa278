import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection

const months = Array.from({ length: 12 }, (_, n) => {
  const first = (month) => new Date(Date.UTC(2025, month)).toISOString().slice(0, 10);
  const name = `orders_${first(n).slice(0, 7).replace('-', '_')}`;
  return `CREATE TABLE ${name} PARTITION OF orders
    FOR VALUES FROM ('${first(n)}') TO ('${first(n + 1)}');`;
});

const columns = `
  id         bigint NOT NULL,
  amount     integer NOT NULL, -- in cents
  created_at timestamptz NOT NULL,
  address    text NOT NULL`;

// 40 orders a day through 2025: in one table in order of time, in one table as they
// are scattered by updates and imports, and in a table of twelve partitions.
export async function refill() {
  await db.exec('ROLLBACK'); // what a list has left open,
  await db.exec('DISCARD ALL'); // and what it has set for the session
  await db.exec(`
  SET timezone = 'UTC';
  DROP SCHEMA IF EXISTS public CASCADE;
  CREATE SCHEMA public;

  CREATE TABLE whole (${columns}, PRIMARY KEY (id));
  INSERT INTO whole
  SELECT i, 100 + i * 37 % 9900,
         timestamptz '2025-01-01' + (i - 1) * interval '36 minutes',
         'No. ' || i || ', a street of some length'
  FROM generate_series(1, 14600) AS n (i);

  CREATE TABLE scattered (LIKE whole INCLUDING ALL);
  INSERT INTO scattered SELECT * FROM whole ORDER BY id * 7919 % 14621;

  CREATE TABLE orders (${columns}, PRIMARY KEY (id, created_at))
    PARTITION BY RANGE (created_at);
  ${months.join('\n  ')}
  INSERT INTO orders SELECT * FROM whole;

  CREATE INDEX whole_created ON whole (created_at);
  CREATE INDEX scattered_created ON scattered (created_at);
  ANALYZE;
`);
}
