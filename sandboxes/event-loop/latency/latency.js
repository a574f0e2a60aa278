import { mkdirSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

// This program's clock is work, so that it shows the same on every machine:
// one unit is 10,000 divisions. A ping arrives every 5 units, a job of 300 at 100.
const PING_EVERY = 5;
const JOB = { at: 100, units: 300 };
const END = 600;
const ways = { 'in one go': 300, 'slices of 60': 60, 'slices of 10': 10, elsewhere: 0 };

function work(units) {
  for (let i = 1; i <= units * 10_000; i += 1) 1000000000000037 % i;
}

/** How long pings wait when the job runs `slice` units at a time; 0: in a thread. */
async function waits(slice) {
  const result = [];
  let left = slice === 0 ? 0 : JOB.units;
  let now = 0;
  for (let ping = 0; ping < END; await setImmediate()) {
    for (; ping <= now && ping < END; ping += PING_EVERY) {
      result.push([ping, now - ping]);
    }
    const part = now < JOB.at ? 0 : Math.min(slice, left);
    work(part);
    left -= part;
    now += part || 1; // with nothing to do, the loop sleeps for a unit
  }
  return result;
}

const rows = [];
console.log('                longest wait  waits of 20 or more');
for (const [way, slice] of Object.entries(ways)) {
  const all = await waits(slice);
  for (const [at, wait] of all) rows.push([way, at, wait]);
  const longest = Math.max(...all.map(([, wait]) => wait));
  const many = all.filter(([, wait]) => wait >= 20).length;
  console.log(way.padEnd(16), String(longest).padStart(11), String(many).padStart(20));
}

mkdirSync('plots', { recursive: true });
writeFileSync('plots/latency.csv', ['way,arrives,waits', ...rows].join('\n') + '\n');
