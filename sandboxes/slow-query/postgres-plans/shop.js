import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection

/**
 * A year of orders until 14 January 2026. They are 30,000: as many as ANALYZE samples
 * by default, 300 for each of 100, so that it sees all of them and chance has no part.
 */
export async function refill() {
  await db.exec('ROLLBACK'); // what a list has left open,
  await db.exec('DISCARD ALL'); // and what it has set for the session
  await db.exec(`
  SET timezone = 'UTC';
  DROP SCHEMA IF EXISTS public CASCADE;
  CREATE SCHEMA public;

  CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    status      text NOT NULL,
    amount      integer NOT NULL, -- in cents
    created_at  timestamptz NOT NULL,
    address     text NOT NULL
  );
  -- 200 customers have 100 orders each, 10,000 have one. One order in 200 is pending.
  INSERT INTO orders (customer_id, status, amount, created_at, address)
  SELECT CASE WHEN i % 3 < 2 THEN 1 + i % 200 ELSE 30000 - i / 3 END,
         CASE WHEN i * 48271 % 30011 % 200 = 0 THEN 'pending' ELSE 'shipped' END,
         100 + i * 37 % 9900,
         timestamptz '2025-01-15' + i * interval '1050 seconds',
         'No. ' || i || ', a street of some length'
  FROM generate_series(1, 30000::bigint) AS n (i);
  ANALYZE orders;
`);
}
