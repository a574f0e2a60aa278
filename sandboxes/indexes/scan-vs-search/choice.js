import { db, plan } from './database.js';
import { dropAll } from './indexes.js';

// What the shop asks, how often, and the indexes for it. Change them, restart.
const queries = {
  'login, 50 a second': `
    SELECT id, name FROM customers WHERE email = 'user123456@example.com'`,
  'newest of a shop, 200 a second': `
    SELECT id, name FROM customers WHERE shop_id = 17
    ORDER BY created_at DESC LIMIT 10`,
  'size of a shop, 5 a second': `
    SELECT count(*) FROM customers WHERE shop_id = 17`,
  'search box, 2 a second': `
    SELECT id, name FROM customers WHERE name LIKE 'Customer 12%' LIMIT 20`,
  'new on one day, once a night': `
    SELECT shop_id, count(*) FROM customers
    WHERE created_at >= '2025-03-01' AND created_at < '2025-03-02'
    GROUP BY shop_id`,
};

const chosen = [
  'CREATE UNIQUE INDEX by_email ON customers (email)',
  'CREATE INDEX by_shop_created ON customers (shop_id, created_at)',
  'CREATE INDEX by_name ON customers (name COLLATE NOCASE)',
];

const plans = () => Object.values(queries).map((sql) => plan(sql).join('; '));

/** The plan of each query without an index and with the chosen ones; all of it is rolled back. */
export function choice() {
  db.exec('BEGIN');
  try {
    dropAll();
    const before = plans();
    for (const sql of [...chosen, 'ANALYZE']) db.exec(sql);
    const after = plans();
    const asked = Object.keys(queries);
    return asked.map((query, n) => ({ query, before: before[n], after: after[n] }));
  } finally {
    db.exec('ROLLBACK');
  }
}
