import { db } from './database.js';

const userBy = db.prepare(
  'SELECT id, email, role, salt, hash FROM users WHERE email = ?');
export const user = (email) => userBy.get(email);

// A column's name cannot be a parameter. It comes from here, never from the request.
const columns = new Map([['name', 'name'], ['price', 'price']]);
// % and _ mean something to LIKE: what the user typed is taken as it is.
const literal = (text) => text.replace(/[\\%_]/g, '\\$&');

export function search(q, sort) {
  const column = columns.get(sort);
  if (!column) throw Object.assign(new Error('sort by name or price'), { status: 400 });
  const sql = `SELECT name, price FROM products
    WHERE name LIKE ? ESCAPE '\\' ORDER BY ${column}`;
  return db.prepare(sql).all(`%${literal(q)}%`);
}

const stock = db.prepare('SELECT 1 FROM products WHERE stock > 0 AND name = ?');
export const inStock = (name) => stock.get(name) !== undefined;
