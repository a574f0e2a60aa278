import { documents } from './database.js';

const PAGE = 20;

// Keys are compared as text, so numbers in them are written with leading zeros.
const reviewKey = (id, n) => `review:${id}:${String(n).padStart(6, '0')}`;

export function addProduct(id, product) {
  documents.put(`product:${id}`, { id, ...product, reviews: { count: 0, stars: 0 } });
}

/** A review is a document of its own; the product keeps what its page shows of all. */
export function addReview(id, review) {
  documents.put(reviewKey(id, review.n), review);
  const product = documents.get(`product:${id}`);
  const { count, stars } = product.reviews;
  documents.put(`product:${id}`, {
    ...product, reviews: { count: count + 1, stars: stars + review.rating },
  });
}

export function page(id) {
  const product = documents.get(`product:${id}`);
  if (product === undefined) return undefined;
  const { count, stars } = product.reviews;
  const mean = count === 0 ? null : Math.round(100 * stars / count) / 100;
  return { ...product, reviews: { count, mean } };
}

/** Reviews whose number is greater than `after`, and where the next page begins. */
export function reviews(id, after) {
  const found = documents.list(`review:${id}:`, reviewKey(id, after), PAGE + 1);
  const reviews = found.slice(0, PAGE);
  return { reviews, next: found.length > PAGE ? reviews.at(-1).n : null };
}
