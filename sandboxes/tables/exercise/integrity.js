import { db } from './database.js';

/** The lesson's own: how many rows break a rule, and which more would be taken. */
const broken = {
  'accounts twice': 'SELECT count(email) - count(DISTINCT email) AS n FROM customers',
  'customers without a name or address': `SELECT count(*) AS n FROM customers
    WHERE coalesce(trim(name), '') = '' OR coalesce(trim(email), '') = ''`,
  'products without a name': `SELECT count(*) AS n FROM products
    WHERE coalesce(trim(name), '') = ''`,
  'wrong prices': `SELECT count(*) AS n FROM products
    WHERE price IS NULL OR typeof(price) <> 'integer' OR price < 0`,
  'orders of nobody': `SELECT count(*) AS n FROM orders
    WHERE customer_id IS NULL OR customer_id NOT IN (SELECT id FROM customers)`,
  'orders of nothing': `SELECT count(*) AS n FROM orders
    WHERE product_id IS NULL OR product_id NOT IN (SELECT id FROM products)`,
  'wrong quantities': `SELECT count(*) AS n FROM orders
    WHERE quantity IS NULL OR typeof(quantity) <> 'integer' OR quantity < 1`,
};

const wrong = {
  'an account twice': `INSERT INTO customers (email, name)
    SELECT email, 'Again' FROM customers LIMIT 1`,
  'a customer without a name': `INSERT INTO customers (email) VALUES ('?')`,
  'a customer without an address': `INSERT INTO customers (name) VALUES ('?')`,
  'a customer with an empty name': `INSERT INTO customers (email, name)
    VALUES ('?', '')`,
  'a customer with an empty address': `INSERT INTO customers (email, name)
    VALUES ('', '?')`,
  'a product without a name': 'INSERT INTO products (price) VALUES (1)',
  'a product with an empty name': `INSERT INTO products (name, price) VALUES ('', 1)`,
  'a price below zero': `INSERT INTO products (name, price) VALUES ('?', -1)`,
  'a price in words': `INSERT INTO products (name, price) VALUES ('?', 'twelve')`,
  'no price': `INSERT INTO products (name) VALUES ('?')`,
  'an order of nobody': `INSERT INTO orders (customer_id, product_id, quantity)
    SELECT NULL, id, 1 FROM products LIMIT 1`,
  'an order of an unknown customer': `INSERT INTO orders
    (customer_id, product_id, quantity) SELECT 99999, id, 1 FROM products LIMIT 1`,
  'an order of an unknown product': `INSERT INTO orders
    (customer_id, product_id, quantity) SELECT id, 99999, 1 FROM customers LIMIT 1`,
  'an order of zero lamps': `INSERT INTO orders (customer_id, product_id, quantity)
    SELECT c.id, p.id, 0 FROM customers c, products p LIMIT 1`,
};

function takes(sql) {
  db.exec('SAVEPOINT attempt');
  try {
    return db.prepare(sql).run().changes > 0;
  } catch {
    return false;
  } finally {
    db.exec('ROLLBACK TO attempt; RELEASE attempt');
  }
}

export function integrity() {
  const violations = Object.entries(broken)
    .map(([rule, sql]) => ({ rule, rows: db.prepare(sql).get().n }))
    .filter(({ rows }) => rows > 0);
  const { foreign_keys: foreignKeys } = db.prepare('PRAGMA foreign_keys').get();
  const accepts = Object.keys(wrong).filter((what) => takes(wrong[what]));
  return { foreignKeys, violations, accepts };
}
