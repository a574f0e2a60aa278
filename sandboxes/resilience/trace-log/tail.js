// A page makes so many calls side by side and waits for the slowest. A call takes
// 10 ms, and once in 100 times a second.
import { mkdirSync, writeFileSync } from 'node:fs';

const PAGES = 10_000;

/** Numbers from 0 to 1 that look random and are the same in each run (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function tail() {
  const next = random(37);
  const lines = ['calls  slow pages   mean    p50, ms'];
  const drawn = ['calls,slow'];
  for (const calls of [1, 5, 10, 20, 50, 100]) {
    let slow = 0;
    for (let page = 0; page < PAGES; page += 1) {
      let isSlow = false;
      for (let n = 0; n < calls; n += 1) if (next() < 0.01) isSlow = true;
      if (isSlow) slow += 1;
    }
    const share = slow / PAGES;
    const median = share > 0.5 ? 1000 : 10;
    const mean = share * 1000 + (1 - share) * 10;
    const times = [mean, median].map((ms) => ms.toFixed(0).padStart(7));
    const percent = `${(100 * share).toFixed(1)}%`;
    lines.push(String(calls).padStart(5) + percent.padStart(12) + times.join(''));
    drawn.push(`${calls},${(100 * share).toFixed(1)}`);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/tail.csv', `${drawn.join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
