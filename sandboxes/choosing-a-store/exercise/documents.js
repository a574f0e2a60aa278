// Broken on purpose: a product's document has all its reviews in it.
import { documents } from './database.js';

export function addProduct(id, product) {
  documents.put(`product:${id}`, { id, ...product, reviews: [] });
}

export function addReview(id, review) {
  const product = documents.get(`product:${id}`);
  documents.put(`product:${id}`, { ...product, reviews: [...product.reviews, review] });
}

export function page(id) {
  const product = documents.get(`product:${id}`);
  if (product === undefined) return undefined;
  const count = product.reviews.length;
  const stars = product.reviews.reduce((sum, { rating }) => sum + rating, 0);
  const mean = count === 0 ? null : Math.round(100 * stars / count) / 100;
  return { ...product, reviews: { count, mean } };
}

/** Reviews whose number is greater than `after`, and where the next page begins. */
export function reviews(id, after) {
  const product = documents.get(`product:${id}`);
  return { reviews: product.reviews.filter(({ n }) => n > after), next: null };
}
