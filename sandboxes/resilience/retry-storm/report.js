import { mkdirSync, writeFileSync } from 'node:fs';
import { moments } from './storm.js';

const drawn = new Map();

function plot(name, fields, lines) {
  mkdirSync('plots', { recursive: true });
  writeFileSync(`plots/${name}.csv`, `${[fields, ...lines].join('\n')}\n`);
}
const SHOWN = 20; // seconds
const series = (pick) => [...drawn].flatMap(([way, run]) =>
  pick(run).slice(0, SHOWN).map((count, second) => `${second},${count},${way}`));

export function draw(way, run) {
  drawn.set(way, run);
  plot('calls', 'seconds,calls,way', series(({ calls }) => calls));
  plot('good', 'seconds,pages,way', series(({ good }) => good));
}

export const drawCrowd = (all) =>
  plot('crowd', 'seconds,calls,pause', all.flatMap(({ name, calls }) =>
    calls.flatMap((count, bin) => (count ? [`${bin / 10},${count},${name}`] : []))));

export const title = 'way         most calls/s  calls  pages lost  well again after';

export function line(way, { calls, good }) {
  // The last two seconds are left out: their pages may still be under way.
  const judged = good.slice(0, -2);
  const lost = judged.reduce((sum, count) => sum + 40 - count, 0);
  const last = judged.findLastIndex((count) => count < 40);
  const after = last === judged.length - 1 ? 'never'
    : `${Math.max(0, last + 1 - moments.MENDED / 1000)} s`;
  const sum = calls.reduce((one, other) => one + other);
  return [way.padEnd(12), String(Math.max(...calls)).padStart(12),
    String(sum).padStart(7), String(lost).padStart(12), `  ${after}`].join('');
}
