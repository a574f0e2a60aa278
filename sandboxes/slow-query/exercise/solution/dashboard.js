import { db, query } from './database.js';

const EVERY = 60_000;

db.exec(`
  CREATE TABLE summary (
    country TEXT PRIMARY KEY, orders INTEGER NOT NULL, cents INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refreshes (at INTEGER NOT NULL) STRICT; -- one row: the last one
`);

function refresh() {
  const at = Date.now();
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`
      DELETE FROM summary;
      INSERT INTO summary
      SELECT country, count(*), sum(amount) FROM orders GROUP BY country;
      DELETE FROM refreshes`);
    db.prepare('INSERT INTO refreshes VALUES (?)').run(at);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

refresh(); // the server does not start without a summary
setInterval(() => {
  try {
    refresh();
  } catch (error) {
    console.error(`No refresh: ${error.message}`); // as_of tells the readers
  }
}, EVERY);

/** Orders and sales by country, and of what moment they are. */
export function dashboard() {
  const [{ at }] = query('SELECT at FROM refreshes');
  const countries = query('SELECT country, orders, cents FROM summary ORDER BY country');
  return { as_of: new Date(at).toISOString(), countries };
}
