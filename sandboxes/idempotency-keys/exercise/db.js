import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync('shop.db');

// The columns are enough; how they are used is up to you.
db.exec(`
  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY, customer TEXT NOT NULL, key TEXT, item TEXT NOT NULL,
    charge INTEGER
  );
  CREATE TABLE IF NOT EXISTS keys (
    customer TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT,
    lease_until INTEGER, status INTEGER, body TEXT,
    PRIMARY KEY (customer, key)
  );
`);
const list = db.prepare('SELECT id, item, charge FROM orders WHERE customer = ?');
const insert = db.prepare(`
  INSERT INTO orders (customer, key, item, charge) VALUES (?, ?, ?, ?) RETURNING id`);

export const ordersOf = (customer) => list.all(customer);

/** Adds a paid order. @returns its id */
export const addOrder = ({ customer, key, item, charge }) =>
  insert.get(customer, key ?? null, item, charge).id;
