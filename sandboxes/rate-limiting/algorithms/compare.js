import { mkdirSync, writeFileSync } from 'node:fs';
import { policy, trace } from './trace.js';
import { fixedWindow, slidingCounter, slidingLog } from './windows.js';
import { leakyBucket, leakyQueue, tokenBucket } from './buckets.js';

const limiters = {
  fixed: fixedWindow(policy),
  log: slidingLog(policy),
  counter: slidingCounter(policy),
  token: tokenBucket(policy),
  leaky: leakyBucket(policy),
  'leaky, burst 1': leakyBucket({ ...policy, burst: 1 }),
};

const parse = (text) => {
  const [minutes, seconds] = text.split(':').map(Number);
  return (minutes * 60 + seconds) * 1000;
};
const clock = (ms) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const row = (title, cells) => {
  const columns = cells.map((cell) => String(cell).padStart(9));
  console.log(title.padEnd(16) + columns.join(''));
};

function run(limiter) {
  const times = [];
  let state = null;
  let numbers = 0; // the most numbers the limiter ever had to remember
  const bursts = trace.map(([at, sent]) => {
    const burst = { admitted: 0, wait: '-' };
    for (let i = 0; i < sent; i += 1) {
      const decision = limiter(state, parse(at));
      state = decision.state;
      numbers = Math.max(numbers, Object.values(state).length);
      if (decision.allowed) {
        burst.admitted += 1;
        times.push(parse(at));
      } else if (burst.wait === '-') {
        burst.wait = `${Math.ceil(decision.waitMs / 1000)} s`;
      }
    }
    return burst;
  });
  const within = (end) => times.filter((t) => t <= end && end - t < policy.windowMs).length;
  const worst = Math.max(...times.map(within));
  return { bursts, numbers, worst, total: times.length, times, within };
}

const results = Object.values(limiters).map(run);
const heads = Object.keys(limiters).map((name) => name.replace('leaky, ', ''));

console.log(`Promise: ${policy.limit} requests per ${policy.windowMs / 1000} s\n`);
row('admitted', heads);
for (const [i, [at, sent]] of trace.entries()) {
  row(`${at}  ${sent} sent`, results.map((result) => result.bursts[i].admitted));
}
row('total', results.map((result) => result.total));
row('worst 60 s', results.map((result) => result.worst));
row('numbers kept', results.map((result) => result.numbers));

console.log('\nThe first one refused is told to wait');
for (const [i, [at]] of trace.entries()) {
  row(at, results.map((result) => result.bursts[i].wait));
}

console.log('\nThe first burst through a leaky bucket that is a queue leaves at');
const queue = leakyQueue(policy);
let state = null;
const leaves = Array.from({ length: trace[0][1] }, () => {
  const decision = queue(state, parse(trace[0][0]));
  state = decision.state;
  return decision.allowed ? clock(decision.leavesAt) : 'full';
});
console.log(leaves.join('  '));

// For the plot: the count of the last window, at every moment at which it changes.
const points = results.flatMap(({ times, within }, i) => {
  const moments = new Set([0, ...times, ...times.map((t) => t + policy.windowMs)]);
  return [...moments].sort((a, b) => a - b).map((t) => `${t / 1000},${within(t)},${heads[i]}`);
});
mkdirSync('plots', { recursive: true });
writeFileSync('plots/admitted.csv', ['seconds,admitted,limiter', ...points, ''].join('\n'));
