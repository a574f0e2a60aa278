import { askAll } from './shards.js';

/** Compares texts as the shards do, by the bytes of UTF-8. `<` does not. */
const compare = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The order of the list: by name, and by id where names are the same. */
const byPlace = (a, b) => compare(a.name, b.name) || compare(a.id, b.id);

/**
 * A page of all customers, by name, and by id where names are the same.
 * @param place where the page before has ended: { name, id }, or undefined
 * @returns the rows, and the place where this page ends, or null after the last one
 */
export async function page(limit, place) {
  // All rows of the page may be on one shard. One more says whether there are more.
  const query = new URLSearchParams({ limit: limit + 1, ...place });
  const answers = await askAll(`/customers?${query}`);
  const sorted = answers.flat().sort(byPlace);
  const rows = sorted.slice(0, limit);
  const last = rows.at(-1);
  const more = sorted.length > limit;
  return { rows, end: more ? { name: last.name, id: last.id } : null };
}
