import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL);
  INSERT INTO people (name, email) VALUES
    ('Ada', 'ada@example.com'),
    ('Pat O''Brien', 'pat@example.com'),
    ('<script>steal()</script>', 'eve@example.com');
`);
const insert = db.prepare('INSERT INTO people (name, email) VALUES (?, ?)');
const named = db.prepare('SELECT name, email FROM people WHERE name = ?');
const forget = db.prepare(
  'DELETE FROM people WHERE id <= (SELECT max(id) FROM people) - 100',
);

export function add({ name, email }) {
  const { lastInsertRowid } = insert.run(name, email);
  forget.run(); // the newest 100, so that the table does not grow without bound
  return Number(lastInsertRowid);
}

export const find = (name) => named.all(name);

// Wrong on purpose: what the client sent becomes part of the statement.
export const findPasted = (name) =>
  db.prepare(`SELECT name, email FROM people WHERE name = '${name}'`).all();

export const newest = () =>
  db.prepare('SELECT name FROM people ORDER BY id DESC LIMIT 1').get().name;
