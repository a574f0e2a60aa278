// Broken on purpose: two people can have one address.
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER);
  INSERT INTO users (email, age) VALUES ('ada@example.com', 36);
`);
const byId = db.prepare('SELECT id, email, age FROM users WHERE id = ?');
const byEmail = db.prepare('SELECT id FROM users WHERE email = ?');
const insert = db.prepare('INSERT INTO users (email, age) VALUES (?, ?)');
const removeId = db.prepare('DELETE FROM users WHERE id = ?');
const forget = db.prepare(
  'DELETE FROM users WHERE id > 1 AND id <= (SELECT max(id) FROM users) - 200',
);

/** Stands for a question to the mail service. While it is asked, others have their turn. */
const askMailService = () => sleep(50);

export const get = (id) => byId.get(id);

/** @returns whether there was one */
export const remove = (id) => removeId.run(id).changes === 1;

/** @returns the new user, or undefined if the address is taken */
export async function add({ email, age }) {
  if (byEmail.get(email)) return undefined;
  await askMailService();
  const { lastInsertRowid } = insert.run(email, age ?? null);
  forget.run(); // Ada and the newest 200
  return get(lastInsertRowid);
}
