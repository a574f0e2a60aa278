// An experiment on a clock of its own: a minute of requests, which come at random, to
// instances of one lane each. The policies are those that the balancer uses.
import { mkdirSync, writeFileSync } from 'node:fs';
import { policies } from './policies.js';

const MINUTE = 60_000;
const CLIENTS = 200;

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

/** @returns how long each request took, sorted, and how many each instance got */
function minute(policy, instances, rate, ms) {
  const next = random(35);
  const pick = policies[policy]();
  const counts = {};
  const took = [];
  for (const each of instances) each.ends = []; // when its requests are done, in order
  for (let now = 0; ;) {
    now -= Math.log(1 - next()) * (1000 / rate);
    const client = `203.0.113.${Math.floor(next() * CLIENTS)}`;
    if (now >= MINUTE) break;
    for (const each of instances) {
      while (each.ends[0] <= now) each.ends.shift();
      each.active = each.ends.length;
    }
    const { name, ends } = pick(instances, client);
    const end = Math.max(now, ends.at(-1) ?? 0) + ms[name];
    ends.push(end);
    took.push(end - now);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return { took: took.sort((one, other) => one - other), counts };
}

const percentile = (sorted, p) => sorted[Math.ceil((p / 100) * sorted.length) - 1];

/**
 * All policies under one load, as a table.
 * @param ms what a request takes, by instance
 */
export function table(pool, rate, ms) {
  const takes = Object.entries(ms).map(([name, time]) => `${name} ${time} ms`);
  const lines = [`${rate} requests a second; one takes ${takes.join(', ')}`,
    'policy             to a  to b  to c    p50    p99 max, ms'];
  for (const policy of Object.keys(policies)) {
    const { took, counts } = minute(policy, pool(), rate, ms);
    const places = Object.keys(ms).map((name) => String(counts[name] ?? 0).padStart(6));
    const times = [50, 99, 100].map((p) => percentile(took, p).toFixed(0).padStart(7));
    lines.push(policy.padEnd(17) + places.join('') + times.join(''));
  }
  return `${lines.join('\n')}\n`;
}

function plot(name, fields, rows) {
  mkdirSync('plots', { recursive: true });
  writeFileSync(`plots/${name}.csv`, `${[fields, ...rows].join('\n')}\n`);
}

/** Draws how many requests are answered within a time, and the p99 by load. */
export function draw(pool, rate, ms) {
  const [latency, p99] = [[], []];
  for (const policy of Object.keys(policies)) {
    const { took } = minute(policy, pool(), rate, ms);
    for (let most = 0; most <= 300; most += 20) {
      const within = took.filter((each) => each <= most).length;
      latency.push([most, ((100 * within) / took.length).toFixed(1), policy]);
    }
    for (let load = 10; load <= 110; load += 10) {
      const worst = percentile(minute(policy, pool(), load, ms).took, 99);
      if (worst > 600) break;
      p99.push([load, worst.toFixed(0), policy]);
    }
  }
  plot('latency', 'ms,answered,policy', latency);
  plot('p99', 'load,p99,policy', p99);
}
