import { mkdirSync, writeFileSync } from 'node:fs';
import { SortedSet } from './redis/sorted-sets.js';

const SIZES = [1000, 2000, 5000, 10_000, 20_000, 30_000, 40_000, 50_000];

/** How many members are looked at for one rank, among so many players. */
export function measure() {
  const rows = SIZES.map((players) => {
    const set = new SortedSet();
    for (let i = 0; i < players; i += 1) set.add(`p${i}`, (i * 7919) % players);
    const asked = Array.from({ length: 100 }, (_, i) => `p${i * (players / 100)}`);
    const before = set.order.looked;
    for (const name of asked) set.rank(name);
    const skipList = (set.order.looked - before) / asked.length;
    return { players, all: players, skipList };
  });
  const lines = rows.flatMap(({ players, all, skipList }) => [
    `${players},count in a table without an index,${all}`,
    `${players},sorted set,${skipList}`,
  ]);
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/rank.csv', `players,way,looked\n${lines.join('\n')}\n`);
  return rows;
}
