import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openLog } from './log.js';
import { committed, everyLine, intact, unchecked } from './recover.js';

// Three transfers. The log is the only thing that is on the disk.
const states = [
  { ada: 100, bob: 100 }, { ada: 70, bob: 130 }, { ada: 55, bob: 145 },
  { ada: 10, bob: 190 },
];
rmSync('bank.log', { force: true });
const log = openLog('bank.log');
const ends = [0]; // where each transaction ends in the log, in bytes
for (const state of states.slice(1)) {
  log.commit(state);
  ends.push(readFileSync('bank.log').length);
}
log.close();
const bytes = readFileSync('bank.log');
console.log(bytes.toString());

/** Which of the states it is: -1 for one that never was. */
const which = (accounts) => states.findIndex(
  ({ ada, bob }) => ada === accounts.ada && bob === accounts.bob);
const row = (...texts) => console.log(
  texts.map((text, i) => String(text).padEnd([24, 8, 12, 0][i])).join('').trimEnd(),
);

// The power fails when so many bytes have reached the disk.
row('cut after each byte', 'whole', 'half done', 'confirmed, lost');
const plot = ['bytes,sum,reader'];
for (const [name, recover] of Object.entries({ everyLine, committed })) {
  const found = { whole: 0, half: 0, lost: 0 };
  let drawn = null;
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const accounts = recover(bytes.subarray(0, cut));
    const sum = accounts.ada + accounts.bob;
    if (sum !== drawn || cut === bytes.length) plot.push(`${cut},${sum},${name}`);
    drawn = sum;
    const confirmed = ends.findLastIndex((end) => end <= cut);
    if (which(accounts) === -1) found.half += 1;
    else if (which(accounts) < confirmed) found.lost += 1;
    else found.whole += 1;
  }
  row(name, found.whole, found.half, found.lost);
}
console.log();

// The disk gives back one bit wrong.
row('one bit is flipped', 'right', 'never was', 'an earlier state');
const readers = {
  unchecked,
  committed,
  'committed, and a copy': (log) => committed(intact(log) ? log : bytes),
};
for (const [name, recover] of Object.entries(readers)) {
  const found = { right: 0, never: 0, earlier: 0 };
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const bad = Buffer.from(bytes);
    bad[bit >> 3] ^= 1 << (bit & 7);
    const state = which(recover(bad));
    if (state === states.length - 1) found.right += 1;
    else if (state === -1) found.never += 1;
    else found.earlier += 1;
  }
  row(name, found.right, found.never, found.earlier);
}

mkdirSync('plots', { recursive: true });
writeFileSync('plots/sum.csv', `${plot.join('\n')}\n`);
