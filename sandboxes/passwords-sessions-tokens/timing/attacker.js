import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, shareRight } from './guess.js';

const SAMPLES = Number(process.env.SAMPLES ?? 41);
const server = 'http://localhost:3000';

async function time(login, name) {
  const body = JSON.stringify({ name, password: 'a wrong one' });
  const headers = { 'Content-Type': 'application/json' };
  const start = performance.now();
  const response = await fetch(`${server}/${login}`, { method: 'POST', headers, body });
  await response.text();
  if (response.status !== 401) throw new Error(`answered ${response.status}`);
  return performance.now() - start;
}

for (let ready = false; !ready;) {
  ready = await time('equal', 'ann').then(() => true, () => sleep(50, false));
}

// Ann and nobody in turn, and each first in turn: a busy moment then slows both.
let results = {};
for (const login of ['early', 'write', 'equal']) {
  const times = { ann: [], nobody: [] };
  for (let n = 0; n < SAMPLES; n += 1) {
    const pair = n % 2 ? ['ann', 'nobody'] : ['nobody', 'ann'];
    for (const name of pair) times[name].push(await time(login, name));
  }
  results[login] = times;
}

// In the recording of this sandbox the clock stands still, and there is nothing to see:
// then the times that we have measured in Node are taken.
const still = Math.max(...results.early.ann) === 0;
if (still) results = JSON.parse(readFileSync('measured.json', 'utf8'));
console.log(still ? 'measured before, in Node' : 'measured here');

const rows = ['samples,right,login'];
for (const [login, { ann, nobody }] of Object.entries(results)) {
  const [a, b] = [median(ann), median(nobody)].map((ms) => ms.toFixed(2));
  const n = ann.length;
  console.log(`${login.padEnd(5)}  n = ${n}, medians: ann ${a}, nobody ${b} ms`);
  for (const n of [1, 3, 5, 9, 15, 25, 41, 61, 101].filter((n) => n <= ann.length)) {
    rows.push(`${n},${shareRight(ann, nobody, n)},${login}`);
  }
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/guesses.csv', `${rows.join('\n')}\n`);
