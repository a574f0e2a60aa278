import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';

// Only the drawing asks who it was, by what the client says of itself. The server
// must not: a thief says what you want to hear.
mkdirSync('plots', { recursive: true });
writeFileSync('plots/family.csv', 'minute,token,what\n');

const said = { rotated: 'accepted', reused: 'reuse, all revoked', unknown: 'refused' };
const start = Date.now();
const left = { rows: 200 };
let shown = 0;

export function draw(who, { outcome, number }) {
  if ((left.rows -= 1) < 0) return;
  const minute = Math.round((Date.now() - start) / 60_000);
  shown = number ?? shown + 1;
  const name = who === 'thief' ? 'thief' : 'Ann';
  const what = `"${name}: ${said[outcome]}"`;
  appendFileSync('plots/family.csv', `${minute},${shown},${what}\n`);
}
