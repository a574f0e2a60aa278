import { readFileSync } from 'node:fs';
import { changes } from './changes.js';
import { byVerdict, classify, worst } from './classify.js';
import { clients } from './clients.js';
import { serve } from './serve.js';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const [before, after] = [read('old.json'), read('new.json')];

console.log('From old.json to new.json');
for (const [verdict, what] of [...classify(before, after)].sort(byVerdict)) {
  console.log(`  ${verdict.padEnd(8)}  ${what}`);
}

function works(client, document) {
  try {
    client(serve(document));
    return 'works';
  } catch {
    return 'fails';
  }
}

const names = Object.keys(clients).map((name) => name.padEnd(8));
console.log(`\n${'Twelve changes'.padEnd(29)}verdict   ${names.join('  ')}`.trimEnd());
for (const { name, apply } of changes) {
  const changed = apply(before);
  const verdict = worst([...classify(before, changed)]).padEnd(8);
  const tried = Object.values(clients).map((each) => works(each, changed).padEnd(8));
  console.log(`${name.padEnd(29)}${[verdict, ...tried].join('  ')}`.trimEnd());
}
