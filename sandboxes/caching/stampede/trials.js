import { Clock } from './clock.js';
import { Database } from './database.js';
import { jitter, ways } from './ways.js';

const KEY = 'front page';

/** The same numbers from 0 to 1 in each run: a linear congruential generator. */
function numbers(state = 1) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many readers at the same moment, over some processes that keep copies each. */
export async function atOnce(way, readers, { processes = 1, key = KEY } = {}) {
  const clock = new Clock();
  const database = new Database(clock, 1000);
  const read = Array.from({ length: processes }, () =>
    ways[way]({ clock, database, random: numbers() }));
  const all = Promise.all(Array.from({ length: readers }, (_, i) =>
    read[i % processes](key)));
  await Promise.race([all, clock.run().then(() => all)]);
  return { readers, processes, queries: database.queries };
}

/** One after the other, for something that does not exist. */
export async function missing(way, readers) {
  const clock = new Clock();
  const database = new Database(clock, 5);
  const read = ways[way]({ clock, database, random: numbers() });
  const all = (async () => {
    for (let i = 0; i < readers; i += 1) await read('no such page');
  })();
  await Promise.race([all, clock.run().then(() => all)]);
  return { readers, queries: database.queries };
}

/** 60 readers a second for 24 seconds; a query takes one second. */
export async function hotKey(way) {
  const clock = new Clock();
  const database = new Database(clock, 1000);
  const read = ways[way]({ clock, database, random: numbers() });
  const points = [];
  const result = { way, cold: 0, waited: 0 };
  const reader = async (i) => {
    await clock.sleep((i * 1000) / 60);
    const began = clock.now;
    await read(KEY);
    if (clock.now > began) result.waited += 1;
  };
  const watch = async () => {
    for (let ms = 0; ms <= 24_000; ms += 500) {
      points.push({ seconds: ms / 1000, queries: database.now, way });
      if (ms === 3000) { // the first copies are there: from here on, expiries
        result.cold = database.queries;
        database.most = 0;
      }
      await clock.sleep(500);
    }
  };
  const readers = Array.from({ length: 60 * 24 }, (_, i) => reader(i));
  const all = Promise.all([watch(), ...readers]);
  await Promise.race([all, clock.run().then(() => all)]);
  const later = database.queries - result.cold;
  return { ...result, later, most: database.most, points };
}

/** 200 keys, filled in the same second, each asked for all the time. */
export function manyKeys(name) {
  const random = numbers();
  const ttl = { fixed: () => 60, jitter: () => jitter(60, random) }[name];
  const ends = Array.from({ length: 200 }, ttl);
  const points = [];
  let most = 0;
  for (let second = 0; second < 240; second += 1) {
    let queries = 0;
    ends.forEach((end, i) => {
      if (end >= second + 1) return;
      queries += 1;
      ends[i] = end + ttl();
    });
    most = Math.max(most, queries);
    if (second % 5 === 0) points.push({ seconds: second, queries: 0, ttl: name });
    points.at(-1).queries += queries;
  }
  return { most, points };
}
