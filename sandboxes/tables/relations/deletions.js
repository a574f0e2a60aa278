import { db } from './schema.js';

/** A name or a keyword cannot be a parameter. It is chosen from a list of ours. */
const actions = {
  'no-action': 'NO ACTION',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

export const names = Object.keys(actions);

const rows = () => ({
  people: db.prepare('SELECT id, name FROM people ORDER BY id').all(),
  invoices: db.prepare('SELECT id, person_id FROM invoices ORDER BY id').all(),
  reminders: db.prepare('SELECT id, invoice_id FROM reminders ORDER BY id').all(),
});

/** Deletes person 1, who has two invoices with three reminders, and rolls it back. */
export function deleteUnder(name) {
  const action = actions[name];
  db.exec('BEGIN');
  try {
    db.exec(`
      CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
      CREATE TABLE invoices (
        id        INTEGER PRIMARY KEY,
        person_id INTEGER DEFAULT 0 REFERENCES people (id) ON DELETE ${action}
      ) STRICT;
      CREATE TABLE reminders (
        id         INTEGER PRIMARY KEY,
        invoice_id INTEGER NOT NULL REFERENCES invoices (id) ON DELETE CASCADE
      ) STRICT;
      INSERT INTO people VALUES (0, 'somebody'), (1, 'Ada'), (2, 'Bob');
      INSERT INTO invoices VALUES (1, 1), (2, 1), (3, 2);
      INSERT INTO reminders VALUES (1, 1), (2, 1), (3, 2), (4, 3);
    `);
    return { action, ...attempt(), after: rows() };
  } finally {
    db.exec('ROLLBACK');
  }
}

function attempt() {
  try {
    const { changes } = db.prepare('DELETE FROM people WHERE id = ?').run(1);
    return { changes };
  } catch (error) {
    return { error: error.message, code: error.errcode };
  }
}
