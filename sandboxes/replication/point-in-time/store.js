// A primary with a log of everything that it was told, a replica that is told the same,
// and copies of the file.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY, status TEXT NOT NULL, cents INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE position (lsn INTEGER NOT NULL) STRICT;
  INSERT INTO position VALUES (0)`;

export function create(file) {
  rmSync(file, { force: true });
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = OFF'); // made anew at each start
  db.exec(SCHEMA);
  return db;
}

/** A record, and how far the file has come, in one transaction. */
export function apply(db, { lsn, sql, values }) {
  db.exec('BEGIN');
  try {
    db.prepare(sql).run(...values);
    db.prepare('UPDATE position SET lsn = ?').run(lsn);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

export const rows = (db) => db.prepare('SELECT * FROM orders ORDER BY id').all();
export const position = (db) => db.prepare('SELECT lsn FROM position').get().lsn;

export class Store {
  log = []; // on the primary's disk
  archive = []; // the same on another machine, up to the last shipment
  bases = []; // copies of the whole file: { at, file }
  primary = create('primary.db');
  replica = create('replica.db');

  /** Values are bound; what SQL would compute anew (random, now) is no part of it. */
  write(at, sql, ...values) {
    const record = { lsn: this.log.length + 1, at, sql, values };
    apply(this.primary, record);
    this.log.push(record);
    apply(this.replica, record); // at once: no lag here
  }

  ship() {
    this.archive = [...this.log];
  }

  /** A consistent copy of the file, while it is in use. */
  copy(at) {
    mkdirSync('bases', { recursive: true });
    const file = `bases/${at.replace(':', '')}.db`;
    if (existsSync(file)) rmSync(file);
    this.primary.prepare('VACUUM INTO ?').run(file);
    this.bases.push({ at, file });
  }

  close() {
    this.primary.close();
    this.replica.close();
  }
}
