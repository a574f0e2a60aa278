import { mkdirSync, writeFileSync } from 'node:fs';
import { chance } from './chance.js';
import { read, write, writeBack } from './quorum.js';

const N = 3;
const TRIALS = 10_000; // of each pair
const FIXED = 1; // milliseconds of each message, and more by chance:
const MEAN = 5;

const trials = (trial) => Array.from({ length: TRIALS }, trial);
const percent = (list) => (100 * list.filter(Boolean).length) / list.length;
const p99 = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)];

/** Writes, waits for the acknowledgment and `after` ms more, and reads. */
function afterwards(quorum, after, delay) {
  const runs = trials(() => {
    const { reach, done } = write(quorum, delay);
    const start = done + after;
    const answer = read(quorum, start, reach, delay);
    return { writeMs: done, readMs: answer.done - start, isStale: !answer.isNew };
  });
  return {
    writeMs: p99(runs.map(({ writeMs }) => writeMs)),
    readMs: p99(runs.map(({ readMs }) => readMs)),
    stale: percent(runs.map(({ isStale }) => isStale)),
  };
}

/** Two reads, one after the other, the first one while the write is under way. */
function backwards(quorum, repair, random, delay) {
  return percent(trials(() => {
    const { reach, done } = write(quorum, delay);
    const first = read(quorum, random() * done, reach, delay);
    if (!first.isNew) return false;
    const known = repair ? writeBack(quorum, first.done, reach, delay) : { reach };
    return !read(quorum, known.done ?? first.done, known.reach, delay).isNew;
  }));
}

const row = (...cells) =>
  console.log(cells.map((cell) => String(cell).padStart(9)).join(''));
const pairs = ['ms,stale,quorums'];
const later = ['after,stale,pair'];
row('R', 'W', 'R+W>N', 'write', 'read', 'stale', 'back', 'repaired');
row('', '', '', 'p99 ms', 'p99 ms', '%', '%', '%');
for (let r = 1; r <= N; r += 1) {
  for (let w = 1; w <= N; w += 1) {
    const random = chance(10 * r + w);
    const delay = () => FIXED - MEAN * Math.log(1 - random());
    const quorum = { n: N, r, w };
    const overlap = r + w > N;
    const { writeMs, readMs, stale } = afterwards(quorum, 0, delay);
    const back = backwards(quorum, false, random, delay);
    const repaired = backwards(quorum, true, random, delay);
    row(r, w, overlap ? 'yes' : 'no', writeMs.toFixed(1), readMs.toFixed(1),
      stale.toFixed(2), back.toFixed(2), repaired.toFixed(2));
    const kind = overlap ? 'R + W > N' : 'R + W <= N';
    pairs.push(`${(writeMs + readMs).toFixed(1)},${stale.toFixed(2)},${kind}`);
    if (r > 2 || w > 2) continue;
    later.push(`0,${stale.toFixed(2)},R=${r} W=${w}`);
    for (let after = 4; after <= 20; after += 4) {
      const { stale: part } = afterwards(quorum, after, delay);
      later.push(`${after},${part.toFixed(2)},R=${r} W=${w}`);
    }
  }
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/pairs.csv', `${pairs.join('\n')}\n`);
writeFileSync('plots/later.csv', `${later.join('\n')}\n`);
