// Broken on purpose: each shard's rows are sorted, and these are put one after the other.
import { askAll } from './shards.js';

/**
 * A page of all customers, by name, and by id where names are the same.
 * @param place where the page before has ended: { name, id }, or undefined
 * @returns the rows, and the place where this page ends, or null after the last one
 */
export async function page(limit, place) {
  const query = new URLSearchParams({ limit, ...place });
  const answers = await askAll(`/customers?${query}`);
  const rows = answers.flat().slice(0, limit);
  const last = rows.at(-1);
  return { rows, end: last ? { name: last.name, id: last.id } : null };
}
