import { db } from './database.js';

// Identifiers cannot be bound like values, so a request names an entry of this list.
const definitions = {
  customers_email: 'customers (email)',
  customers_created: 'customers (created_at)',
  customers_shop: 'customers (shop_id)',
  customers_shop_created: 'customers (shop_id, created_at)',
};

export const knows = (name) => Object.hasOwn(definitions, name);

export function exists(name) {
  const found = db.prepare(
    `SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`,
  ).get(name);
  return found !== undefined;
}

export function create(name) {
  const sql = `CREATE INDEX ${name} ON ${definitions[name]}`;
  db.exec(sql);
  return sql;
}

export function drop(name) {
  db.exec(`DROP INDEX ${name}`);
}

export function dropAll() {
  for (const name of Object.keys(definitions)) db.exec(`DROP INDEX IF EXISTS ${name}`);
}

/** Every B-tree of the database: pages of 4,096 bytes, and levels from root to leaf. */
export function trees() {
  return db.prepare(`
    SELECT name,
           count(*) AS pages,
           max(length(path) - length(replace(path, '/', ''))) AS levels
    FROM dbstat
    WHERE name <> 'sqlite_schema'
    GROUP BY name
    ORDER BY name
  `).all();
}
