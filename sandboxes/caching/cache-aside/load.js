import { Memory } from './memory.js';

const PRODUCTS = 1000;
const PER_SECOND = 20;
const SECONDS = 600;

/** The same numbers from 0 to 1 in each run: a linear congruential generator. */
function numbers(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Zipf: the k-th product is asked for 1/k as often as the first. */
function popularity() {
  const upTo = [];
  let sum = 0;
  for (let k = 1; k <= PRODUCTS; k += 1) upTo.push((sum += 1 / k));
  return (random) => upTo.findIndex((each) => each >= random * sum);
}

/** Ten minutes of 20 requests a second, for a cache of this room and time to live. */
function tenMinutes({ ttl, room }) {
  let now = 0;
  const memory = new Memory(() => now, room);
  const random = numbers();
  const pick = popularity();
  let reads = 0;
  const total = PER_SECOND * SECONDS;
  for (let i = 0; i < total; i += 1) {
    now = (i * 1000) / PER_SECOND;
    const product = pick(random());
    if (memory.get(product) !== undefined) continue;
    reads += 1;
    memory.set(product, product, ttl);
  }
  return { hits: 1 - reads / total, reads: reads / SECONDS };
}

export function measure() {
  const trials = [
    ...[1, 5, 20, 60, 300, 3600].map((ttl) => ({ changed: 'time to live', ttl })),
    ...[10, 50, 200].map((room) => ({ changed: 'room', ttl: 3600, room })),
  ];
  return trials.map(({ changed, ttl, room = PRODUCTS }) => {
    const { hits, reads } = tenMinutes({ ttl: ttl * 1000, room });
    return { changed, ttl, room, hits, reads, ms: 2 + (1 - hits) * 52 };
  });
}
