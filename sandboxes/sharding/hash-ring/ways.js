import { hash } from './hash.js';

// A way gets the names of the shards, and returns the function that chooses one.
// Only the table of slots also wants to know which shards there were before.

export const modulo = (shards) => (key) => shards[hash(key) % shards.length];

/** Each shard has many points on a circle of 2 ** 32 places. */
export const pointsOf = (shards, count) =>
  shards
    .flatMap((shard) => Array.from({ length: count }, (_, n) =>
      ({ at: hash(`${shard} point ${n}`), shard })))
    .sort((a, b) => a.at - b.at);

/** A key belongs to the next point; after the last one the circle begins again. */
export function ring(shards, count = 256) {
  const points = pointsOf(shards, count);
  return (key) => {
    const at = hash(key);
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (points[middle].at < at) low = middle + 1;
      else high = middle;
    }
    return (points[low] ?? points[0]).shard;
  };
}

/** Each shard draws a number for the key. The highest one has it. */
export const rendezvous = (shards) => (key) => {
  let best = { shard: undefined, number: -1 };
  for (const shard of shards) {
    const number = hash(`${key} at ${shard}`);
    if (number > best.number) best = { shard, number };
  }
  return best.shard;
};

const SLOTS = 1024; // never changes: a key's slot is for ever

/** A table from slot to shard: the old one, with as few entries changed as it takes. */
export function rebalance(table, shards) {
  const fair = Math.ceil(SLOTS / shards.length);
  const counts = new Map(shards.map((shard) => [shard, 0]));
  const next = table.map((shard) => {
    const count = counts.get(shard);
    if (count === undefined || count === fair) return null; // to be given away
    counts.set(shard, count + 1);
    return shard;
  });
  return next.map((shard) => {
    if (shard !== null) return shard;
    const emptiest = shards.reduce((a, b) => (counts.get(b) < counts.get(a) ? b : a));
    counts.set(emptiest, counts.get(emptiest) + 1);
    return emptiest;
  });
}
export const slots = (shards, before = []) => {
  let table = new Array(SLOTS).fill(null);
  if (before.length > 0) table = rebalance(table, before);
  table = rebalance(table, shards);
  return (key) => table[hash(key) % SLOTS];
};

export const ways = { modulo, ring: (shards) => ring(shards), rendezvous, slots };
