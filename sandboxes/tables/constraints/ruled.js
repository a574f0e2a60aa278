import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { rows } from './rows.js';

rmSync('ruled.db', { force: true }); // a new shop at each start

export const ruled = new DatabaseSync('ruled.db');

ruled.exec(`
  CREATE TABLE customers (
    id    INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL CONSTRAINT name_is_not_blank CHECK (trim(name) <> ''),
    phone TEXT UNIQUE -- not everybody has one
  ) STRICT;
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total       INTEGER NOT NULL -- in cents
                CONSTRAINT total_is_not_negative CHECK (total >= 0),
    status      TEXT NOT NULL DEFAULT 'open'
                CONSTRAINT status_is_known CHECK (status IN ('open', 'paid')),
    discount    INTEGER -- in percent, if any
                CONSTRAINT discount_is_percent CHECK (discount BETWEEN 0 AND 90)
  ) STRICT;
  ${rows}
`);
