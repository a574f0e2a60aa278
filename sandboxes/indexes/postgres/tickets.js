import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection
await db.exec(`SET timezone = 'UTC'`);

/**
 * A ticket each minute from 15 January 2025 on, stored in this order. One in 20 is open.
 * They are as many as ANALYZE samples by default, so that chance has no part in plans.
 */
export const refill = () => db.exec(`
  DROP SCHEMA IF EXISTS public CASCADE;
  CREATE SCHEMA public;
  CREATE COLLATION english (provider = icu, locale = 'en-US');

  CREATE TABLE tickets (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opened_at timestamptz NOT NULL,
    status    text NOT NULL,
    customer  text NOT NULL COLLATE english,
    tags      text[] NOT NULL,
    body      text NOT NULL,
    note      text NOT NULL DEFAULT ''
  );
  INSERT INTO tickets (opened_at, status, customer, tags, body)
  SELECT timestamptz '2025-01-15' + i * interval '1 minute',
         CASE WHEN i % 20 = 0 THEN 'open' ELSE 'closed' END,
         (ARRAY['Ashby', 'Brook', 'Miller', 'Parker', 'Young'])[1 + i % 5]
           || ' ' || i * 7919 % 30000,
         ARRAY[(ARRAY['billing', 'login', 'mobile', 'api', 'export'])[1 + i % 5],
               CASE WHEN i % 251 = 0 THEN 'refund' ELSE 'question' END],
         'The ' || (ARRAY['invoice', 'password', 'parcel'])[1 + i % 3] || ' of '
           || i || CASE WHEN i % 301 = 0 THEN ' was refunded twice' ELSE ' is late' END
  FROM generate_series(1, 30000) AS n (i);
  ANALYZE tickets;
`);
