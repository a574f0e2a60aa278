import { DatabaseSync } from 'node:sqlite';

export const database = new DatabaseSync(':memory:');

database.exec(`
  CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL
  ) STRICT
`);
