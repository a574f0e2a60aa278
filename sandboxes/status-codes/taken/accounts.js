import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const UNIQUE = 2067; // SQLITE_CONSTRAINT_UNIQUE; in PostgreSQL it is 23505

/** Stands for a question to the mail service. While it is asked, others have their turn. */
const askMailService = () => sleep(50);

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE loose (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
  CREATE TABLE strict (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
`);
const statements = (table) => ({
  count: db.prepare(`SELECT count(*) AS n FROM ${table} WHERE email = ?`),
  insert: db.prepare(`INSERT INTO ${table} (email) VALUES (?)`),
  forget: db.prepare(
    `DELETE FROM ${table} WHERE id <= (SELECT max(id) FROM ${table}) - 100`,
  ),
});
const tables = { loose: statements('loose'), strict: statements('strict') };

export const count = (way, email) => tables[way].count.get(email).n;

function insert(way, email) {
  tables[way].insert.run(email);
  tables[way].forget.run(); // the newest 100
  return true;
}

// Wrong on purpose: the look is over when the insert comes. Both answer whether there
// is a new account.
export async function lookThenInsert(email) {
  if (count('loose', email) > 0) return false;
  await askMailService();
  return insert('loose', email);
}

/** The database decides. Which constraint failed is a code, not a message to search. */
export async function insertAndSee(email) {
  await askMailService();
  try {
    return insert('strict', email);
  } catch (error) {
    if (error.errcode === UNIQUE) return false;
    throw error;
  }
}
