// A table is written anew beside the old one. SQLite cannot make one STRICT in place.
const GHOST = `
  CREATE TABLE orders_ghost (
    id INTEGER PRIMARY KEY, customer TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0)
  ) STRICT`;
// The change log: whatever writes to orders leaves the row's id, in its transaction.
const LOG = `
  CREATE TABLE orders_log (seq INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER) STRICT;
  CREATE TRIGGER log_insert AFTER INSERT ON orders
    BEGIN INSERT INTO orders_log (id) VALUES (NEW.id); END;
  CREATE TRIGGER log_delete AFTER DELETE ON orders
    BEGIN INSERT INTO orders_log (id) VALUES (OLD.id); END;
  CREATE TRIGGER log_update AFTER UPDATE ON orders
    BEGIN INSERT INTO orders_log (id) VALUES (OLD.id), (NEW.id); END;`;

export function transaction(db, steps) {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = steps();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK'); // SQLite may have done it already
    throw error;
  }
}

export const begin = (db, { log }) =>
  transaction(db, () => db.exec(log ? `${GHOST};${LOG}` : GHOST));

/** Copies the next rows. @returns the id of the last one, or undefined at the end */
export function copyChunk(db, after, last, size) {
  return transaction(db, () => {
    const { upTo } = db.prepare(`
      SELECT max(id) AS upTo FROM
        (SELECT id FROM orders WHERE id > ? AND id <= ? ORDER BY id LIMIT ?)
    `).get(after, last, size);
    if (upTo === null) return undefined;
    // A row that the log has brought already is not overwritten. (OR IGNORE would do
    // that, too, and skip rows that break the CHECK without a word.)
    db.prepare(`
      INSERT INTO orders_ghost (id, customer, total)
      SELECT id, customer, total FROM orders WHERE id > ? AND id <= ?
      ON CONFLICT (id) DO NOTHING
    `).run(after, upTo);
    return upTo;
  });
}

const apply = (db) => {
  const { upTo } = db.prepare('SELECT max(seq) AS upTo FROM orders_log').get();
  if (upTo === null) return;
  const ids = db.prepare('SELECT DISTINCT id FROM orders_log WHERE seq <= ?').all(upTo);
  const remove = db.prepare('DELETE FROM orders_ghost WHERE id = ?');
  const add = db.prepare('INSERT INTO orders_ghost SELECT * FROM orders WHERE id = ?');
  for (const { id } of ids) {
    remove.run(id);
    add.run(id); // the row as it is now; none, if it was deleted
  }
  db.prepare('DELETE FROM orders_log WHERE seq <= ?').run(upTo);
};

/** Brings the rows of the log up to date, in the ghost. */
export const applyLog = (db) => transaction(db, () => apply(db));

const dropLog = `
  DROP TRIGGER IF EXISTS log_insert; DROP TRIGGER IF EXISTS log_delete;
  DROP TRIGGER IF EXISTS log_update; DROP TABLE IF EXISTS orders_log;`;

/** The ghost takes the name, in one transaction; nobody writes meanwhile. */
export function swap(db, { log, lastPass }) {
  transaction(db, () => {
    if (log && lastPass) apply(db); // what was written since the last time
    db.exec(`${dropLog}
      ALTER TABLE orders RENAME TO orders_old;
      ALTER TABLE orders_ghost RENAME TO orders;`);
  });
}

/** Gives up. The table was never touched. */
export const abandon = (db) =>
  transaction(db, () => db.exec(`${dropLog} DROP TABLE IF EXISTS orders_ghost;`));
