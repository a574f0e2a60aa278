import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { hour } from './partner.js';
import { app } from './shop.js';

const ANSWERS = { careless: '500', polite: '200', honest: '422' };
const BAD = 6; // orders without an e-mail address

const server = app.listen(process.env.PORT ?? 3000);
await once(server, 'listening');
const base = `http://localhost:${server.address().port}`;

const rows = [];
console.log('a bad order is  requests  told a person  still trying  lost in silence');
for (const [way, answer] of Object.entries(ANSWERS)) {
  const { requests, toPerson, trying } = await hour(`${base}/${way}/orders`);
  const sum = requests.reduce((before, count) => before + count, 0);
  const lost = BAD - toPerson - trying;
  const cells = [sum, toPerson, trying, lost].map(String);
  const widths = [8, 15, 14, 17];
  const line = cells.map((cell, n) => cell.padStart(widths[n])).join('');
  console.log(`answered ${answer}   ${line}`);
  if (way === 'polite') continue; // its line is that of 422
  requests.forEach((count, n) => {
    const changes = count !== requests[n - 1] || n === requests.length - 1;
    if (changes) rows.push([answer, n + 1, count]); // a step needs no more
  });
}
server.close();
server.closeAllConnections();

mkdirSync('plots', { recursive: true });
writeFileSync('plots/requests.csv', ['answer,minute,requests', ...rows].join('\n') + '\n');
