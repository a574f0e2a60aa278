import { hash } from './hash.js';

/** The shard of a customer, 1 to `shards`: the one that draws the highest number. */
export function shardOf(id, shards) {
  let best = 1;
  let highest = -1;
  for (let shard = 1; shard <= shards; shard += 1) {
    const number = hash(`${id} at ${shard}`);
    if (number <= highest) continue;
    highest = number;
    best = shard;
  }
  return best;
}

const regions = new Map([['eu', 1], ['us', 2], ['asia', 3]]);

/** The shard of a store, 1 to 4. Its id begins with its region: "eu-17". */
export function shardOfStore(id) {
  const [region] = id.split('-');
  return regions.get(region) ?? 4; // the rest of the world
}
