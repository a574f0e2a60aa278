import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection

/** The tables as they were on the first day: 2 customers, 3 orders, 1 invoice. */
export const refill = () => db.exec(`
  DROP SCHEMA IF EXISTS public CASCADE;
  CREATE SCHEMA public;

  CREATE TABLE customers (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name  text NOT NULL
  );
  CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    total       integer NOT NULL -- in cents
                CONSTRAINT total_is_not_negative CHECK (total >= 0)
  );
  CREATE TABLE invoices (
    number      integer PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT
  );

  INSERT INTO customers (email, name) VALUES
    ('ada@example.com', 'Ada'), ('bob@example.com', 'Bob');
  INSERT INTO orders (customer_id, total) VALUES (1, 4900), (1, 1500), (1, 2400);
  INSERT INTO invoices (number, customer_id) VALUES (1001, 2);
`);
