import { BIG } from './customers.js';
import { hash } from './hash.js';

// A way says on which shard a customer belongs: 1 to 4. Each gets what it needs to
// know, and has an answer for every text.

/** Ids in their order, cut into four stretches. */
const starts = ['c0101', 'c0201', 'c0301']; // of the shards 2, 3 and 4
export const range = ({ id }) => 1 + starts.filter((start) => start <= id).length;

/** Slots, whose number never changes, and a table that says where each of them is. */
const SLOTS = 1024;
export const table = Array.from({ length: SLOTS }, (_, slot) => 1 + (slot % 4));
export const byHash = ({ id }) => table[hash(id) % SLOTS];

/** A shard for each region, and one for the rest of the world. */
const regions = new Map([['eu', 1], ['us', 2], ['asia', 3]]);
export const region = ({ region: name }) => regions.get(name) ?? 4;

/** Where the directory puts the first 400: one customer has a shard for itself. */
export const firstPlace = ({ id }) => (id === BIG ? 4 : 1 + (hash(id) % 3));
