// One page of a list whose rows are on four shards: scatter, gather, merge.
import { askAll, ShardDown } from './shards.js';

const encode = ({ joined, id }) =>
  Buffer.from(JSON.stringify([joined, id])).toString('base64url');

/** @returns the place that a cursor names, or null for what is none */
export function decode(cursor) {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits = Array.isArray(place) && place.length === 2 &&
      place.every((text) => typeof text === 'string');
    return fits ? { joined: place[0], id: place[1] } : null;
  } catch {
    return null;
  }
}

/** Newest first, and the id where two are as old: the order of the whole list. */
const byPlace = (a, b) => {
  if (a.joined !== b.joined) return a.joined < b.joined ? 1 : -1;
  return a.id < b.id ? 1 : -1;
};

/**
 * The next page of all customers.
 * @param partial whether a page without the rows of a shard that is down will do
 */
export async function page({ way, limit, place, partial }) {
  // The whole page may be on one shard, and one row more says whether there is another.
  const query = new URLSearchParams({ limit: limit + 1, ...place });
  const { answers, missing } = await askAll(`/${way}/customers?${query}`);
  if (missing.length > 0 && !partial) throw new ShardDown(missing[0]);
  const rows = answers
    .flatMap(({ shard, value }) => value.map((row) => ({ ...row, shard })))
    .sort(byPlace);
  const data = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    data,
    next: more && missing.length === 0 ? encode(data.at(-1)) : null,
    received: rows.length,
    ...(missing.length > 0 && { missing }),
  };
}
