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
  const [code] = await once(fork(`./${consumer}.test.js`, { silent: true }), 'exit');
  if (code !== 0) throw new Error(`${consumer}.test.js fails: nothing is recorded`);
  return JSON.parse(readFileSync(`contracts/${consumer}.json`, 'utf8'));
}

/** Starts the provider as another process, and ends it when `use` is done. */
async function withProvider(change, use) {
  const env = { ...process.env, CHANGE: change };
  const provider = fork('./provider.js', { env });
  const [port] = await once(provider, 'message');
  try {
    return await use(`http://localhost:${port}`);
  } finally {
    provider.kill();
    await once(provider, 'exit');
  }
}

const contracts = [await recordedBy('web'), await recordedBy('billing')];
console.log('The provider as it is');
await withProvider('none', async (api) => {
  for (const contract of contracts) {
    for (const { what, faults } of await verify(contract, api)) {
      const verdict = faults.join('; ') || 'fits';
      console.log(`  ${contract.consumer.padEnd(7)}  ${what}: ${verdict}`);
    }
  }
});

/** What the two programs really do, on more than their tests have asked for. */
async function used(api) {
  const state = (body) => fetch(`${api}/-/states`, { method: 'POST', body });
  await (await state('customer 7 has twelve orders')).text();
  const attempt = (promise) => promise.catch(() => 'fails');
  return {
    web: [await attempt(newest(api, 7)), await attempt(show(api, 99))].join('\n'),
    billing: await attempt(turnover(api, 7)),
  };
}

/** @returns whether the document has each answer to the recorded requests */
async function fitsDocument(api) {
  for (const { given, request } of contracts.flatMap((each) => each.interactions)) {
    await (await fetch(`${api}/-/states`, { method: 'POST', body: given })).text();
    const answer = await fetch(api + request.path);
    if (!documented(request.path, answer.status, await answer.json())) return false;
  }
  return true;
}

const rows = [];
const before = await withProvider('none', used);
const heads = ['document', 'web', 'billing'].map((head) => head.padEnd(8));
console.log(`\n${'Silently'.padEnd(18)}${heads.join('  ')}  really broken`);
for (const { name } of changes) {
  await withProvider(name, async (api) => {
    const noticed = [await fitsDocument(api)];
    for (const contract of contracts) {
      const results = await verify(contract, api);
      noticed.push(results.every(({ faults }) => faults.length === 0));
    }
    const now = await used(api);
    const broken = Object.keys(now).filter((each) => now[each] !== before[each]);
    const cells = noticed.map((fits) => (fits ? '-' : 'notices').padEnd(8)).join('  ');
    console.log(`${name.padEnd(18)}${cells}  ${broken.join(', ') || 'nobody'}`);
    rows.push({ broken: broken.length > 0, noticed: noticed.map((fits) => !fits) });
  });
}

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
