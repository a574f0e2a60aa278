import { mkdirSync, writeFileSync } from 'node:fs';
import { integrate } from './client.js';
import { grown } from './grown.js';
import { resources } from './resources.js';
import { serve } from './serve.js';
import { tidy } from './tidy.js';

const apis = { grown, 'tidy verbs': tidy, resources };

const rows = [];
console.log('24 tasks    looked up  wrong guesses');
for (const [name, documentation] of Object.entries(apis)) {
  const { send, close } = await serve(documentation);
  const { lookups, wrong } = await integrate(send, documentation);
  close();
  const cells = [String(lookups.at(-1)).padStart(9), String(wrong).padStart(13)];
  console.log(`${name.padEnd(10)}  ${cells.join('  ')}`);
  lookups.forEach((count, n) => {
    const changes = count !== lookups[n - 1] || n === lookups.length - 1;
    if (changes) rows.push([name, n + 1, count]); // a step needs no more
  });
}
mkdirSync('plots', { recursive: true });
writeFileSync('plots/lookups.csv', ['api,task,looked up', ...rows].join('\n') + '\n');
