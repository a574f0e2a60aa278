import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { turnover } from './billing.js';
import { changes } from './changes.js';
import { documented } from './schema.js';
import { verify } from './verify.js';
import { newest, show } from './web.js';

/** Runs a consumer's test, in a process of its own. @returns the recorded contract */
async function recordedBy(consumer) {
  const tests = fork(`./${consumer}.test.js`, { silent: true });
  let said = '';
  tests.stdout.on('data', (part) => { said += part; });
  const [code] = await once(tests, 'close');
  if (code !== 0) {
    console.log(said);
    throw new Error(`${consumer}.test.js fails: nothing is recorded`);
  }
  return JSON.parse(readFileSync(`contracts/${consumer}.json`, 'utf8'));
}

// The provider is another process, too. It changes when it is told to.
const provider = fork('./provider.js');
const [port] = await once(provider, 'message');
const api = `http://localhost:${port}`;
const tell = async (door, body) =>
  (await fetch(`${api}/-/${door}`, { method: 'POST', body })).text();

const contracts = [await recordedBy('web'), await recordedBy('billing')];
console.log('The provider as it is');
for (const contract of contracts) {
  for (const { what, faults } of await verify(contract, api)) {
    const verdict = faults.join('; ') || 'fits';
    console.log(`  ${contract.consumer.padEnd(7)}  ${what}: ${verdict}`);
  }
}

/** What the two programs really do, on more than their tests have asked for. */
async function used() {
  await tell('states', 'customer 7 has twelve orders');
  const attempt = (promise) => promise.catch(() => 'fails');
  return {
    web: [await attempt(newest(api, 7)), await attempt(show(api, 99))].join('\n'),
    billing: await attempt(turnover(api, 7)),
  };
}

/** @returns whether the document has each answer to the recorded requests */
async function fitsDocument() {
  for (const { given, request } of contracts.flatMap((each) => each.interactions)) {
    await tell('states', given);
    const answer = await fetch(api + request.path);
    if (!documented(request.path, answer.status, await answer.json())) return false;
  }
  return true;
}

const rows = [];
const before = await used();
const heads = ['document', 'web', 'billing'].map((head) => head.padEnd(8));
console.log(`\n${'Silently'.padEnd(18)}${heads.join('  ')}  really broken`);
for (const { name } of changes) {
  await tell('change', name);
  const noticed = [!(await fitsDocument())];
  for (const contract of contracts) {
    const results = await verify(contract, api);
    noticed.push(results.some(({ faults }) => faults.length > 0));
  }
  const now = await used();
  const broken = Object.keys(now).filter((each) => now[each] !== before[each]);
  const cells = noticed.map((seen) => (seen ? 'notices' : '-').padEnd(8)).join('  ');
  console.log(`${name.padEnd(18)}${cells}  ${broken.join(', ') || 'nobody'}`);
  rows.push({ broken: broken.length > 0, noticed });
}
provider.kill();

// The figure: who has noticed how many, alone and together.
const asked = {
  document: [0], web: [1], billing: [2], contracts: [1, 2], all: [0, 1, 2],
};
const lines = Object.entries(asked).flatMap(([who, columns]) => {
  const seen = rows.filter(({ noticed }) => columns.some((column) => noticed[column]));
  const real = seen.filter(({ broken }) => broken).length;
  const rest = seen.length - real;
  return [`${who},breaks somebody,${real}`, `${who},breaks nobody,${rest}`];
});
mkdirSync('plots', { recursive: true });
writeFileSync('plots/noticed.csv', ['who,change,noticed', ...lines].join('\n'));
