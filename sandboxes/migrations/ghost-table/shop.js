import { DatabaseSync } from 'node:sqlite';

const ROWS = 10_000;

/** A new database: orders whose total can be anything. */
export function open({ bad = false } = {}) {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY, customer TEXT NOT NULL, total INTEGER NOT NULL
    );
    INSERT INTO orders (customer, total)
      WITH RECURSIVE n (i) AS
        (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
      SELECT 'customer ' || i % 997, i * 37 % 10000 FROM n;`);
  if (bad) db.exec("UPDATE orders SET total = -1200 WHERE id = 7007");
  return db;
}

/** The app: each call is ten writes, the same ones in every run. */
export function writer(db) {
  let seed = 24;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const add = db.prepare('INSERT INTO orders (customer, total) VALUES (?, ?)');
  const change = db.prepare('UPDATE orders SET total = total + 1 WHERE id = ?');
  const remove = db.prepare('DELETE FROM orders WHERE id = ?');
  return () => {
    for (let n = 0; n < 10; n += 1) {
      const id = 1 + random(ROWS);
      if (n < 6) change.run(id);
      else if (n < 8) add.run('a new customer', id);
      else remove.run(id);
    }
  };
}
