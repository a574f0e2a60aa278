import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection

/** The table as it was on the first day: 1,000 orders, of which one is wrong. */
export const refill = () => db.exec(`
  DROP SCHEMA IF EXISTS public CASCADE;
  CREATE SCHEMA public;

  CREATE TABLE orders (
    id    integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    note  varchar(40),
    total integer NOT NULL -- in cents
  );
  INSERT INTO orders (email, note, total)
    SELECT 'customer' || n || '@example.com', 'order ' || n, 4900
    FROM generate_series(1, 1000) n;
  UPDATE orders SET total = -500, email = 'customer8@example.com' WHERE id = 7;
`);
