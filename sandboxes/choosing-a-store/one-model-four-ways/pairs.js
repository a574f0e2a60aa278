import { open, round, summary } from './meter.js';
import { customers, products } from './catalog.js';

// The store knows keys and values, and nothing about what is in a value. Whatever you
// want to find by anything but its key, you keep under another key, yourself.
const store = open(`
  CREATE TABLE pairs (
    key TEXT PRIMARY KEY, value TEXT NOT NULL,
    bytes INTEGER AS (octet_length(key) + octet_length(value))
  ) STRICT, WITHOUT ROWID;`);

const lists = { products: products.map(({ id }) => id) };
for (const { id, category, tags } of products) {
  for (const key of [`category:${category}`, ...tags.map((tag) => `tag:${tag}`)]) {
    (lists[key] ??= []).push(id);
  }
}
const pairs = {
  ...Object.fromEntries(products.flatMap(({ reviews, ...product }) => [
    [`product:${product.id}`, product], [`reviews:${product.id}`, reviews],
  ])),
  ...Object.fromEntries(customers.map(({ id, follows }) => [`follows:${id}`, follows])),
  ...lists,
};
store.fill(Object.entries(pairs).map(([key, value]) => [key, JSON.stringify(value)]),
  'INSERT INTO pairs VALUES (?, ?)');

export const { measure } = store;

const get = (db, key) => JSON.parse(db.all(
  'SELECT value FROM pairs WHERE key = ? AND seen(bytes)', key)[0].value);
const set = (db, key, value) => db.write(
  `INSERT INTO pairs VALUES (?, ?)
   ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, JSON.stringify(value));

export const questions = {
  page: (db, id) => ({
    ...get(db, `product:${id}`), reviews: summary(get(db, `reviews:${id}`)),
  }),

  tag: (db, tag) => get(db, `tag:${tag}`).map((id) => {
    const { name } = get(db, `product:${id}`);
    return { id, name };
  }),

  report(db) {
    const ratings = {};
    for (const id of get(db, 'products')) {
      const { category } = get(db, `product:${id}`);
      const ofThis = get(db, `reviews:${id}`).map(({ rating }) => rating);
      (ratings[category] ??= []).push(...ofThis);
    }
    return Object.entries(ratings).sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([category, all]) => ({
        category, mean: round(all.reduce((sum, rating) => sum + rating) / all.length),
      }));
  },

  friends(db, id) {
    const mine = get(db, `follows:${id}`);
    const found = new Set(mine.flatMap((other) => get(db, `follows:${other}`)));
    return [...found].filter((other) => other !== id && !mine.includes(other))
      .sort((a, b) => a - b);
  },

  review(db, product, review) {
    set(db, `reviews:${product}`, [...get(db, `reviews:${product}`), review]);
  },

  rename(db, from, to) {
    const ids = get(db, `category:${from}`);
    for (const id of ids) {
      set(db, `product:${id}`, { ...get(db, `product:${id}`), category: to });
    }
    set(db, `category:${to}`, ids);
    db.write('DELETE FROM pairs WHERE key = ?', `category:${from}`);
  },
};
