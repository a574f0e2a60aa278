// Broken on purpose: one join makes a row for each tag with each review, and the list
// of reviews has no end.
import { db } from './database.js';

export function addProduct(id, { name, price, tags }) {
  db.prepare('INSERT INTO products VALUES (?, ?, ?)').run(id, name, price);
  const addTag = db.prepare('INSERT INTO product_tags VALUES (?, ?)');
  for (const tag of tags) addTag.run(id, tag);
}

export function addReview(id, { n, rating, text }) {
  db.prepare('INSERT INTO reviews VALUES (?, ?, ?, ?)').run(id, n, rating, text);
}

export function page(id) {
  const row = db.prepare(`
    SELECT p.id, p.name, p.price, group_concat(t.tag) AS tags,
           count(r.n) AS count, round(avg(r.rating), 2) AS mean
    FROM products AS p
    LEFT JOIN product_tags AS t ON t.product_id = p.id
    LEFT JOIN reviews AS r ON r.product_id = p.id
    WHERE p.id = ? GROUP BY p.id`).get(id);
  if (row === undefined) return undefined;
  const { tags, count, mean, ...product } = row;
  return { ...product, tags: tags?.split(',') ?? [], reviews: { count, mean } };
}

/** Reviews whose number is greater than `after`, and where the next page begins. */
export function reviews(id, after) {
  const all = db.prepare(`
    SELECT n, rating, text FROM reviews
    WHERE product_id = ? AND n > ? ORDER BY n`).all(id, after);
  return { reviews: all, next: null };
}
