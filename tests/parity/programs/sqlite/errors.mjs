// Constraint errors: code, errcode, errstr, message.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0)) STRICT;
  CREATE TABLE child (parent INTEGER NOT NULL REFERENCES parent (id));
  CREATE TRIGGER no_bob BEFORE INSERT ON parent WHEN new.name = 'bob' BEGIN SELECT RAISE(ABORT, 'no bobs here'); END;
  INSERT INTO parent VALUES (1, 'ada', 36);
`);
for (const sql of [
  "INSERT INTO parent VALUES (1, 'x', 1)",
  "INSERT INTO parent VALUES (2, 'ada', 1)",
  'INSERT INTO parent VALUES (2, NULL, 1)',
  "INSERT INTO parent VALUES (2, 'x', -1)",
  "INSERT INTO parent VALUES (2, 'x', 'old')",
  'INSERT INTO child VALUES (99)',
  "INSERT INTO parent VALUES (3, 'bob', 1)",
  'DELETE FROM parent; ',
  'CREATE TABLE parent (x)',
  'SELECT * FROM nowhere',
  'INSERT INTO parent (nope) VALUES (1)',
  'SELECT json(\'{bad\')',
  'SELECT abs(-9223372036854775808)',
  'COMMIT',
  'SELECT 1 +',
  "SELECT 'unclosed",
  'ATTACH \'/no/such/folder/file.db\' AS other',
  'PRAGMA foreign_keys = nonsense',
]) {
  try {
    db.exec(sql);
    console.log('fine   ', sql);
  } catch (error) {
    console.log(error.name, error.code, error.errcode, error.errstr, '|', error.message, Object.keys(error));
  }
}
for (const path of ['/no/such/folder/file.db', '/']) {
  try {
    new DatabaseSync(path);
  } catch (error) {
    console.log(error.code, error.errcode, error.message);
  }
}
for (const make of [() => DatabaseSync(':memory:'), () => new DatabaseSync(), () => new DatabaseSync(5), () => new DatabaseSync(':memory:', 5), () => new DatabaseSync(':memory:', { open: 1 }), () => new DatabaseSync('a\0b')]) {
  try {
    make();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
