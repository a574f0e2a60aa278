// Broken on purpose: statements with strangers' words in them, and rows as they come.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE products (name TEXT, price INTEGER);
  INSERT INTO products VALUES ('mug', 900), ('mug, o''clock', 1400), ('pot 100%', 2500);
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, is_admin INTEGER,
                      salt TEXT, hash TEXT);
`);

const derive = promisify(scrypt);
const hashOf = async (password, salt) =>
  (await derive(password, salt, 16)).toString('hex');
// An e-mail that nobody has is the same work (chapter 31).
const NOBODY = { salt: '', hash: '0'.repeat(32) };

export const search = (q) =>
  db.prepare(`SELECT name, price FROM products WHERE name LIKE '%${q}%'`).all();

/** @returns the user, or undefined when e-mail or password is wrong */
export async function logIn(email, password) {
  const user = db.prepare(`SELECT * FROM users WHERE email = '${email}'`).get();
  const { salt, hash } = user ?? NOBODY;
  const given = Buffer.from(await hashOf(password, salt));
  const stored = Buffer.from(hash);
  const same = given.length === stored.length && timingSafeEqual(given, stored);
  return user && same ? user : undefined;
}

/** @returns the new user, or undefined when there is one with this e-mail */
export async function signUp(fields) {
  const salt = randomBytes(16).toString('hex');
  const hash = await hashOf(fields.password, salt);
  const { email, is_admin } = { is_admin: false, ...fields };
  return db.prepare(`
    INSERT INTO users (email, is_admin, salt, hash) VALUES (?, ?, ?, ?)
    ON CONFLICT (email) DO NOTHING
    RETURNING *`).get(email, is_admin ? 1 : 0, salt, hash);
}

await signUp({ email: 'ada@shop.example', password: 'made-up-ada', is_admin: true });
