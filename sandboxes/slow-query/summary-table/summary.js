import { counted, db } from './orders.js';

db.exec(`
  CREATE TABLE summary (
    day TEXT NOT NULL, country TEXT NOT NULL,
    orders INTEGER NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (day, country)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refreshes (at INTEGER NOT NULL) STRICT; -- one row: the last one
`);

const everything = `
  SELECT day, country, count(*) AS orders, sum(amount) AS cents FROM orders
  WHERE examined(id) GROUP BY day, country`;

/** Makes the summary anew. Who reads sees the old one or the new one, nothing between. */
export function refresh() {
  const at = Date.now(); // before it reads: what comes in meanwhile is not promised
  db.exec('BEGIN IMMEDIATE');
  try {
    const { rowsRead } = counted(() => {
      db.exec('DELETE FROM summary');
      db.exec(`INSERT INTO summary ${everything}`);
    });
    db.exec('DELETE FROM refreshes');
    db.prepare('INSERT INTO refreshes VALUES (?)').run(at);
    db.exec('COMMIT');
    return rowsRead;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const total = (table) => `
  SELECT country, sum(orders) AS orders, sum(cents) AS cents FROM ${table}
  GROUP BY country ORDER BY country`;
const live = db.prepare(total(`(${everything})`));
const kept = db.prepare(total('summary'));
const last = db.prepare('SELECT at FROM refreshes');

export const fromOrders = () => live.all();
export const fromSummary = () => ({
  age: (Date.now() - last.get().at) / 1000, // in seconds
  countries: kept.all(),
});
