import { pointsOf, ways } from './ways.js';

const keysTo = (n) => Array.from({ length: n }, (_, i) => `customer-${i + 1}`);
const keys = keysTo(10_000);
const few = keysTo(2000);
export const shardsTo = (n) => Array.from({ length: n }, (_, i) => `shard-${i + 1}`);

/** How many keys each shard has. */
function countsOf(shards, choose) {
  const counts = new Map(shards.map((shard) => [shard, 0]));
  for (const key of keys) counts.set(choose(key), counts.get(choose(key)) + 1);
  return [...counts.values()];
}
const line = (texts, widths) =>
  texts.map((text, i) =>
    (i === 0 ? String(text).padEnd(widths[i]) : String(text).padStart(widths[i])))
    .join('');

/** For each way: which keys move from one set of shards to another, and how many. */
export function compare(before, after) {
  const widths = [12, 6, 10, 9, 10, 12];
  const lines = [
    line(['way', 'moved', 'needless', 'fullest', 'emptiest', 'max / min'], widths),
  ];
  for (const [name, way] of Object.entries(ways)) {
    const old = way(before);
    const now = way(after, before);
    const moved = keys.filter((key) => old(key) !== now(key));
    // Nobody had to touch a key whose old shard is still there, unless the new one
    // gets it.
    const needless = moved.filter((key) =>
      after.includes(old(key)) && before.includes(now(key)));
    const counts = countsOf(after, now);
    const [max, min] = [Math.max(...counts), Math.min(...counts)];
    const row = [name, moved.length, needless.length, max, min, (max / min).toFixed(2)];
    lines.push(line(row, widths));
  }
  return `${lines.join('\n')}\n`;
}

/** One more shard, again and again: in percent, how many keys move. */
export function growth(most) {
  const rows = [];
  for (let n = 2; n <= most; n += 1) {
    for (const [way, make] of Object.entries(ways)) {
      const old = make(shardsTo(n - 1));
      const now = make(shardsTo(n), shardsTo(n - 1));
      const moved = few.filter((key) => old(key) !== now(key)).length;
      rows.push({ shards: n, way, moved: Math.round((100 * moved) / few.length) });
    }
  }
  return rows;
}

const RINGS = 20; // chance has a part in one ring; the mean of twenty has less
const CIRCLE = 2 ** 32;

/** The parts of the circle that the shards have, in percent of an even part. */
function partsOf(shards, count) {
  const parts = new Map(shards.map((shard) => [shard, 0]));
  const points = pointsOf(shards, count);
  points.forEach(({ at, shard }, n) => {
    const from = n === 0 ? points.at(-1).at - CIRCLE : points[n - 1].at;
    parts.set(shard, parts.get(shard) + at - from);
  });
  return [...parts.values()].map((part) => (100 * part * shards.length) / CIRCLE);
}

/** More and more points on the ring: how full the fullest of five shards is. */
export function evenness() {
  const means = (pick, rings) =>
    Math.round(rings.reduce((sum, parts) => sum + pick(...parts), 0) / RINGS);
  return [1, 4, 16, 64, 256, 1024].map((points) => {
    const rings = Array.from({ length: RINGS }, (_, n) =>
      partsOf(shardsTo(5).map((shard) => `ring ${n} ${shard}`), points));
    const fullest = means(Math.max, rings);
    return { points, fullest, emptiest: means(Math.min, rings) };
  });
}
