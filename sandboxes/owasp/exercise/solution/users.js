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

/** What may be told of a user. */
const shown = ({ id, email, is_admin }) => ({ id, email, is_admin: is_admin === 1 });

const found = db.prepare(`
  SELECT name, price FROM products WHERE name LIKE ? ESCAPE '\\'`);
export const search = (q) => found.all(`%${q.replace(/[\\%_]/g, '\\$&')}%`);

/** @returns the user, or undefined when e-mail or password is wrong */
export async function logIn(email, password) {
  const user = db.prepare('SELECT * FROM users WHERE email = ?').get(email);
  const { salt, hash } = user ?? NOBODY;
  const given = Buffer.from(await hashOf(password, salt));
  const stored = Buffer.from(hash);
  const same = given.length === stored.length && timingSafeEqual(given, stored);
  return user && same ? shown(user) : undefined;
}

async function add(email, password, isAdmin) {
  const salt = randomBytes(16).toString('hex');
  const hash = await hashOf(password, salt);
  return db.prepare(`
    INSERT INTO users (email, is_admin, salt, hash) VALUES (?, ?, ?, ?)
    ON CONFLICT (email) DO NOTHING RETURNING *`).get(email, isAdmin, salt, hash);
}

/** @returns the new user, or undefined when there is one with this e-mail */
export async function signUp({ email, password }) {
  const user = await add(email, password, 0);
  return user && shown(user);
}

await add('ada@shop.example', 'made-up-ada', 1);
