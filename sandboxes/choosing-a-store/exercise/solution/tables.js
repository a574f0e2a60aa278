import { db } from './database.js';

const PAGE = 20;

export function addProduct(id, { name, price, tags }) {
  db.prepare('INSERT INTO products VALUES (?, ?, ?)').run(id, name, price);
  const addTag = db.prepare('INSERT INTO product_tags VALUES (?, ?)');
  for (const tag of tags) addTag.run(id, tag);
}

export function addReview(id, { n, rating, text }) {
  db.prepare('INSERT INTO reviews VALUES (?, ?, ?, ?)').run(id, n, rating, text);
}

/** Each list by itself: rows of one do not meet rows of the other. */
export function page(id) {
  const product = db.prepare('SELECT id, name, price FROM products WHERE id = ?').get(id);
  if (product === undefined) return undefined;
  // Sorted here: ORDER BY compares UTF-8, `sort` UTF-16, and the documents have `sort`.
  const tags = db.prepare('SELECT tag FROM product_tags WHERE product_id = ?')
    .all(id).map(({ tag }) => tag).sort();
  const { count, stars } = db.prepare(`
    SELECT count(*) AS count, sum(rating) AS stars FROM reviews
    WHERE product_id = ?`).get(id);
  const mean = count === 0 ? null : Math.round(100 * stars / count) / 100;
  return { ...product, tags, reviews: { count, mean } };
}

/** Reviews whose number is greater than `after`, and where the next page begins. */
export function reviews(id, after) {
  const rows = db.prepare(`
    SELECT n, rating, text FROM reviews
    WHERE product_id = ? AND n > ? ORDER BY n LIMIT ?`).all(id, after, PAGE + 1);
  const reviews = rows.slice(0, PAGE);
  return { reviews, next: rows.length > PAGE ? reviews.at(-1).n : null };
}
