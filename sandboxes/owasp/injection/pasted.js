// Broken on purpose: what a stranger sends becomes part of the statement.
import { db } from './database.js';

// Shown, so that you see what the database is asked.
const ask = (sql) => {
  console.log(sql);
  return db.prepare(sql).all();
};

export const user = (email) =>
  ask(`SELECT id, email, role, salt, hash FROM users WHERE email = '${email}'`)[0];

export const search = (q, sort) =>
  ask(`SELECT name, price FROM products WHERE name LIKE '%${q}%' ORDER BY ${sort}`);

export const inStock = (name) => db.prepare(`
  SELECT 1 FROM products WHERE stock > 0 AND name = '${name}'`).get() !== undefined;
