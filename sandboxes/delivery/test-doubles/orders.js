// The real store.
import { DatabaseSync } from 'node:sqlite';

/** @param file a path, or `:memory:` */
export function openOrders(file) {
  const db = new DatabaseSync(file);
  db.exec(`CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL,
    cents INTEGER NOT NULL CHECK (cents > 0)
  ) STRICT`);
  const insert = db.prepare(
    'INSERT INTO orders (customer, cents) VALUES (:customer, :cents)');
  const select = db.prepare('SELECT id, customer, cents FROM orders WHERE id = ?');
  return {
    async save(order) {
      return insert.run(order).lastInsertRowid;
    },
    find: (id) => {
      const row = select.get(id);
      return row && { ...row };
    },
    close: () => db.close(),
  };
}
