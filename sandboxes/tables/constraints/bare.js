// Wrong on purpose: names and types, and no rule that anybody enforces.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { rows } from './rows.js';

rmSync('bare.db', { force: true }); // a new shop at each start

// Node checks foreign keys unless it is told otherwise. The SQLite library does not.
export const bare = new DatabaseSync('bare.db', {
  enableForeignKeyConstraints: false,
});

bare.exec(`
  CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, name TEXT, phone TEXT);
  CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER REFERENCES customers (id),
    total       INTEGER, -- in cents
    status      TEXT,
    discount    INTEGER -- in percent
  );
  ${rows}
`);
