// What this node knows of each register. There is nothing to be mended here.
import { NODE } from './peers.js';

const MOST = 1000; // registers
const entries = new Map(); // key → { version, node, value }
let last = 0; // the highest version that this node has given out

/** Of two entries the later one: the higher version, or the higher node. */
export function newer(a, b) {
  if (a.version !== b.version) return a.version > b.version ? a : b;
  return a.node >= b.node ? a : b;
}

export const mine = (key) => entries.get(key) ?? { version: 0, node: 0, value: null };

/** Keeps an entry, unless a newer one is there. @returns the one that is kept */
export function keep(key, entry) {
  if (!entries.has(key) && entries.size >= MOST)
    throw Object.assign(new Error('too many registers'), { status: 507 });
  entries.set(key, newer(mine(key), entry));
  return mine(key);
}

/** An entry that is newer than `newest`, and like no other one. */
export function following(newest, value) {
  last = Math.max(last, newest.version) + 1;
  return { version: last, node: NODE, value };
}
