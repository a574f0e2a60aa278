import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

// 100,000 orders of 200 days, 500 a day, until the evening before the recording.
db.exec(`
  CREATE TABLE orders (
    id         INTEGER PRIMARY KEY,
    day        TEXT    NOT NULL,
    country    TEXT    NOT NULL,
    amount     INTEGER NOT NULL -- in cents
  ) STRICT;

  INSERT INTO orders (id, day, country, amount)
  WITH RECURSIVE n (i) AS (
    VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000
  )
  SELECT i,
         date('2025-06-29', ((i - 1) / 500) || ' days'),
         CASE i % 4 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' WHEN 2 THEN 'IT' ELSE 'US' END,
         100 + i * 37 % 9900
  FROM n;
`);

// Counts the rows of orders that are read, as in chapter 19.
let read = 0;
db.function('examined', (id) => {
  read += 1;
  return id > 0 ? 1 : 0; // true for every row
});

/** What a piece of work gives, and how many rows of orders it has read. */
export function counted(work) {
  const before = read;
  const result = work();
  return { result, rowsRead: read - before };
}

const insert = db.prepare(
  'INSERT INTO orders (day, country, amount) VALUES (?, ?, ?)');
const today = () => new Date().toISOString().slice(0, 10);

export const add = (day = today()) => insert.run(day, 'DE', 1900);
