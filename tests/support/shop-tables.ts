/** Tables of a shop, with an index of each kind that a plan or a list of tables tells of. */
export const SHOP = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT DEFAULT 'nobody') STRICT;
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers (id), total INTEGER, day TEXT);
  CREATE INDEX orders_customer_day ON orders (customer, day DESC);
  CREATE INDEX orders_open ON orders (total) WHERE total > 0;
  CREATE TABLE stock (shop TEXT, item TEXT, count INTEGER, PRIMARY KEY (shop, item)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (text);
  CREATE VIEW totals AS SELECT customer, sum(total) AS sum FROM orders GROUP BY customer;
`;
