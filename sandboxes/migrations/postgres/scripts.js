// Each list begins with the table as shop.js fills it.
const columns = `
  SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS columns
  FROM information_schema.columns WHERE table_name = 'orders'`;

// Three statements, the third fails: total -500 breaks the rule.
const steps = [
  `ALTER TABLE orders ADD COLUMN currency text`,
  `UPDATE orders SET currency = 'EUR'`,
  `ALTER TABLE orders ADD CONSTRAINT total_not_negative CHECK (total >= 0)`,
];
export const halfway = [`BEGIN`, ...steps, `COMMIT`, columns];
export const bare = [...steps, columns];

// The number of the table's file. A new number: each row was written anew.
const file = `SELECT pg_relation_filenode('orders') = first AS "same file" FROM before`;
export const rewrite = [
  `CREATE TABLE before AS SELECT pg_relation_filenode('orders') AS first`,
  `ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'`,
  file,
  `SELECT id, currency FROM orders WHERE id = 1`,
  `ALTER TABLE orders ALTER COLUMN note TYPE text`,
  file,
  `ALTER TABLE orders DROP COLUMN note`,
  file,
  `ALTER TABLE orders ADD COLUMN seen timestamptz DEFAULT clock_timestamp()`,
  file,
  `UPDATE before SET first = pg_relation_filenode('orders')`,
  `ALTER TABLE orders ALTER COLUMN total TYPE bigint`,
  file,
];

// What each change locks, until the end of its transaction. (The SHARE of the third
// one is for the indexes, which are built anew with the rows.)
const lock = `
  SELECT mode FROM pg_locks
  WHERE relation = 'orders'::regclass AND pid = pg_backend_pid()
    AND mode <> 'AccessShareLock'
  ORDER BY mode`;
const locked = (sql) => [`BEGIN`, sql, lock, `ROLLBACK`];
export const locks = [
  ...locked(`UPDATE orders SET total = 0 WHERE id = 1`),
  ...locked(`ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'`),
  ...locked(`ALTER TABLE orders ALTER COLUMN total TYPE bigint`),
  ...locked(`ALTER TABLE orders ADD CHECK (total < 1000000)`),
  ...locked(`ALTER TABLE orders ADD CHECK (total >= 0) NOT VALID`),
  `ALTER TABLE orders ADD CONSTRAINT small CHECK (total < 1000000) NOT VALID`,
  ...locked(`ALTER TABLE orders VALIDATE CONSTRAINT small`),
  ...locked(`CREATE INDEX orders_email ON orders (email)`),
];

// A rule for new rows now, for the old ones later.
export const notValid = [
  `ALTER TABLE orders ADD CONSTRAINT total_not_negative CHECK (total >= 0) NOT VALID`,
  `INSERT INTO orders (email, total) VALUES ('ada@example.com', -1)`,
  `ALTER TABLE orders VALIDATE CONSTRAINT total_not_negative`,
  `UPDATE orders SET note = 'called' WHERE id = 7`, // another column of the wrong row
  `UPDATE orders SET total = 500 WHERE id = 7`,
  `ALTER TABLE orders VALIDATE CONSTRAINT total_not_negative`,
];

// Since version 18 NOT NULL has it, too.
export const notNull = [
  `ALTER TABLE orders ADD COLUMN currency text`,
  `ALTER TABLE orders ADD CONSTRAINT has_currency NOT NULL currency NOT VALID`,
  `INSERT INTO orders (email, total) VALUES ('ada@example.com', 100)`,
  `ALTER TABLE orders VALIDATE CONSTRAINT has_currency`,
  `UPDATE orders SET currency = 'EUR' WHERE currency IS NULL`,
  `ALTER TABLE orders VALIDATE CONSTRAINT has_currency`,
];

const indexes = `
  SELECT indexrelid::regclass::text AS index, indisvalid AS valid
  FROM pg_index WHERE indrelid = 'orders'::regclass ORDER BY 1`;
export const concurrently = [
  `BEGIN`,
  `CREATE INDEX CONCURRENTLY orders_email ON orders (email)`,
  `ROLLBACK`,
  `CREATE INDEX CONCURRENTLY orders_email ON orders (email)`,
  `CREATE UNIQUE INDEX CONCURRENTLY orders_one_email ON orders (email)`,
  indexes,
  `DROP INDEX CONCURRENTLY orders_one_email`,
  indexes,
];

// Up, and down again.
export const down = [
  `SELECT id, note FROM orders WHERE id = 1`,
  `ALTER TABLE orders DROP COLUMN note`,
  `ALTER TABLE orders ADD COLUMN note varchar(40)`,
  `SELECT id, note FROM orders WHERE id = 1`,
];
