import { open, round } from './meter.js';
import { categories, customers, products } from './catalog.js';

// What differs from category to category is a column of JSON: a table may hold documents.
const store = open(`
  CREATE TABLE categories (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
    bytes INTEGER AS (octet_length(id) + octet_length(name))
  ) STRICT;
  CREATE TABLE products (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL CHECK (price > 0),
    category_id INTEGER NOT NULL REFERENCES categories (id),
    details TEXT NOT NULL CHECK (json_valid(details)),
    bytes INTEGER AS (octet_length(id) + octet_length(name) + octet_length(price)
                      + octet_length(category_id) + octet_length(details))
  ) STRICT;
  CREATE INDEX products_by_category ON products (category_id);
  CREATE TABLE product_tags (
    product_id INTEGER NOT NULL REFERENCES products (id), tag TEXT NOT NULL,
    bytes INTEGER AS (octet_length(product_id) + octet_length(tag)),
    PRIMARY KEY (product_id, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX product_tags_by_tag ON product_tags (tag);
  CREATE TABLE reviews (
    id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products (id),
    customer INTEGER NOT NULL, rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    text TEXT NOT NULL,
    bytes INTEGER AS (octet_length(id) + octet_length(product_id)
                      + octet_length(customer) + 1 + octet_length(text))
  ) STRICT;
  CREATE INDEX reviews_by_product ON reviews (product_id, id);
  CREATE TABLE follows (
    who INTEGER NOT NULL, whom INTEGER NOT NULL,
    bytes INTEGER AS (octet_length(who) + octet_length(whom)),
    PRIMARY KEY (who, whom)
  ) STRICT, WITHOUT ROWID;`);

store.fill(categories.map((name, n) => [n + 1, name]),
  'INSERT INTO categories VALUES (?, ?)');
store.fill(
  products.map((p) => [p.id, p.name, p.price, categories.indexOf(p.category) + 1,
    JSON.stringify(p.details)]),
  'INSERT INTO products VALUES (?, ?, ?, ?, ?)');
store.fill(products.flatMap((p) => p.tags.map((tag) => [p.id, tag])),
  'INSERT INTO product_tags VALUES (?, ?)');
store.fill(
  products.flatMap((p) => p.reviews.map((r) => [r.id, p.id, r.customer, r.rating, r.text])),
  'INSERT INTO reviews VALUES (?, ?, ?, ?, ?)');
store.fill(customers.flatMap((c) => c.follows.map((other) => [c.id, other])),
  'INSERT INTO follows VALUES (?, ?)');

export const { measure } = store;

export const questions = {
  page(db, id) {
    const [{ category, details, ...product }] = db.all(`
      SELECT p.id, p.name, p.price, c.name AS category, p.details
      FROM products AS p JOIN categories AS c ON c.id = p.category_id
      WHERE p.id = ? AND seen(p.bytes) AND seen(c.bytes)`, id);
    const tags = db.all(`
      SELECT tag FROM product_tags WHERE product_id = ? AND seen(bytes)
      ORDER BY tag`, id);
    const [{ count, mean }] = db.all(`
      SELECT count(*) AS count, avg(rating) AS mean
      FROM reviews WHERE product_id = ? AND seen(bytes)`, id);
    const newest = db.all(`
      SELECT id, customer, rating, text FROM reviews
      WHERE product_id = ? AND seen(bytes) ORDER BY id DESC LIMIT 3`, id);
    return {
      ...product, category, details: JSON.parse(details), tags: tags.map(({ tag }) => tag),
      reviews: { count, mean: mean && round(mean), newest },
    };
  },

  tag: (db, tag) => db.all(`
    SELECT p.id, p.name FROM product_tags AS t JOIN products AS p ON p.id = t.product_id
    WHERE t.tag = ? AND seen(t.bytes) AND seen(p.bytes) ORDER BY p.id`, tag),

  report: (db) => db.all(`
    SELECT c.name AS category, round(avg(r.rating), 2) AS mean
    FROM categories AS c JOIN products AS p ON p.category_id = c.id
    JOIN reviews AS r ON r.product_id = p.id
    WHERE seen(c.bytes) AND seen(p.bytes) AND seen(r.bytes)
    GROUP BY c.id ORDER BY c.name`),

  friends: (db, id) => db.all(`
    SELECT DISTINCT b.whom AS id
    FROM follows AS a JOIN follows AS b ON b.who = a.whom
    WHERE a.who = ?1 AND seen(a.bytes) AND seen(b.bytes) AND b.whom <> a.who
      AND b.whom NOT IN (SELECT whom FROM follows WHERE who = ?1 AND seen(bytes))
    ORDER BY b.whom`, id).map(({ id }) => id),

  review(db, product, { id, customer, rating, text }) {
    db.write('INSERT INTO reviews VALUES (?, ?, ?, ?, ?)', id, product, customer, rating, text);
  },

  rename(db, from, to) {
    db.write('UPDATE categories SET name = ? WHERE name = ? AND seen(bytes)', to, from);
  },
};
