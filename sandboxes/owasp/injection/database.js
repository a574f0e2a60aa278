import { scrypt, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

export const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE products (name TEXT, price INTEGER, stock INTEGER);
  INSERT INTO products (name, price, stock) VALUES
    ('mug', 900, 14), ('mug, o''clock', 1400, 3), ('pot 100% clay', 2500, 0);
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, role TEXT,
                      salt TEXT, hash TEXT);
`);

// Made up. 16 bytes are enough here; chapter 31 has the parameters for real ones.
const derive = promisify(scrypt);
const hashOf = async (password, salt) =>
  (await derive(password, salt, 16)).toString('hex');

const add = db.prepare(
  'INSERT INTO users (email, role, salt, hash) VALUES (?, ?, ?, ?)');
const roles = { 'ada@shop.example': 'admin', 'bob@shop.example': 'buyer' };
for (const [email, role] of Object.entries(roles)) {
  const salt = `salt of ${role}`;
  add.run(email, role, salt, await hashOf(`the ${role}s made-up password`, salt));
}

export async function matches(password, { salt, hash }) {
  const given = Buffer.from(await hashOf(password, salt));
  const stored = Buffer.from(hash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}
