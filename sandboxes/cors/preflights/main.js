import { mkdir, writeFile } from 'node:fs/promises';
import { LIMITS, preflights } from './preflights.js';

const HOURS = 8;
const EVERY = 10; // seconds
const times = Array.from({ length: (HOURS * 3600) / EVERY }, (_, n) => n * EVERY);

const pages = {
  'PATCH /status': times.map((at) => ({ at, url: '/status' })),
  'PATCH /orders/1, /2, /3 …': times.map((at, n) => ({ at, url: `/orders/${n + 1}` })),
};
const cell = (value) => String(value).padStart(10);

console.log(`${HOURS} hours, a request every ${EVERY} s: ${times.length} requests`);
for (const [page, requests] of Object.entries(pages)) {
  console.log(`\n${page.padEnd(26)}${Object.keys(LIMITS).map(cell).join('')}`);
  for (const maxAge of [undefined, 600, 86_400]) {
    const name = maxAge === undefined ? 'no Max-Age' : `Max-Age: ${maxAge}`;
    const counts = Object.values(LIMITS).map(
      (limit) => preflights(requests, { maxAge, limit }).length,
    );
    console.log(`${name.padEnd(26)}${counts.map(cell).join('')}`);
  }
}

const rows = Object.entries(LIMITS).flatMap(([browser, limit]) => {
  const asked = preflights(pages['PATCH /status'], { maxAge: 86_400, limit });
  const steps = asked.map((at, n) => `${at / 3600},${n + 1},${browser}`);
  return [...steps, `${HOURS},${asked.length},${browser}`];
});
await mkdir('plots', { recursive: true });
await writeFile('plots/preflights.csv', `hours,preflights,browser\n${rows.join('\n')}\n`);
