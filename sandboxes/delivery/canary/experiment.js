// A release with a fault, on a clock of its own: how many answers fail until it is gone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Canary } from './canary.js';

const RATE = 200; // requests a second
const END = 600; // seconds
const FAULT = { v1: 0.001, v2: 0.05 }; // what fails of each version
const PEOPLE = 120; // seconds until somebody sees it on a dashboard and rolls back

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

/** @param weight percent that get v2 @returns failed answers by second, and when v2 was gone */
function release(weight, isAutomatic) {
  const next = random(38);
  const canary = new Canary('checkout-17', weight);
  const failed = [0];
  let gone = null;
  for (let second = 1; second <= END; second += 1) {
    let count = failed.at(-1);
    if (!isAutomatic && second > PEOPLE) canary.weight = 0;
    for (let n = 0; n < RATE; n += 1) {
      const version = canary.pick(`user-${Math.floor(next() * 10_000)}`);
      const ok = next() >= FAULT[version];
      if (!ok) count += 1;
      if (isAutomatic) canary.record(version, ok);
    }
    if (gone === null && canary.weight === 0) gone = second;
    failed.push(count);
  }
  return { failed, gone };
}

const ways = {
  'all at once': [100, false],
  'canary 10%': [10, false],
  'automatic': [10, true],
};

/** @returns the three ways as a table */
export function draw() {
  const rows = [];
  const lines = ['way          gone after  failed by then'];
  for (const [way, [weight, isAutomatic]] of Object.entries(ways)) {
    const { failed, gone } = release(weight, isAutomatic);
    for (let second = 0; second <= 180; second += 5) rows.push([second, failed[second], way]);
    lines.push(`${way.padEnd(13)}${String(gone).padStart(8)} s${String(failed[gone]).padStart(16)}`);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/failed.csv', `${['seconds,failed,way', ...rows].join('\n')}\n`);
  return `${lines.join('\n')}\n`;
}
