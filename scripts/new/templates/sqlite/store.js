import { DatabaseSync } from 'node:sqlite';

// The newest notes only, so that the table does not grow without bound.
const KEPT = 100;

const database = new DatabaseSync(':memory:');
database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');

const insert = database.prepare('INSERT INTO notes (text) VALUES (?) RETURNING id, text');
const forget = database.prepare('DELETE FROM notes WHERE id <= ?');
const select = database.prepare('SELECT id, text FROM notes ORDER BY id');

export function addNote(text) {
  const note = insert.get(text);
  forget.run(note.id - KEPT);
  return note;
}

export function listNotes() {
  return select.all();
}
