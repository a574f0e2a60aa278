import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const preload = pathToFileURL(join(import.meta.dirname, '../../src/sandbox/deterministic.mjs')).href;

function run(code: string, env: Record<string, string> = {}): string {
  return execFileSync(process.execPath, ['--import', preload, '--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', ...env },
  });
}

const EVERYTHING = `import crypto, { randomUUID, randomBytes, randomInt } from 'node:crypto';
  import { promisify } from 'node:util';
  const view = new Uint16Array(4);
  crypto.randomFillSync(view, 1, 2);
  console.log(Math.random(), randomUUID(), globalThis.crypto.randomUUID(), randomBytes(8).toString('hex'), randomInt(1000), randomInt(5, 10),
    crypto.getRandomValues(new Uint8Array(4)).join(), globalThis.crypto.getRandomValues(new Uint8Array(4)).join(), [...view].join(),
    (await promisify(randomBytes)(4)).toString('hex'), (await promisify(crypto.randomFill)(new Uint8Array(3))).join(), process.pid);`;

test('randomness is the same every time and differs between processes', () => {
  const first = run(EVERYTHING);
  assert.equal(run(EVERYTHING), first);
  assert.notEqual(run(EVERYTHING, { PORT: '3001' }), first);
  const [random, uuid, , , integer, small, , , filled] = first.split(' ');
  assert.ok(Number(random) >= 0 && Number(random) < 1);
  assert.match(uuid!, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.ok(Number(integer) < 1000 && Number(small) >= 5 && Number(small) < 10);
  assert.match(filled!, /^0,\d+,\d+,0$/, 'offset and size of randomFillSync count elements');
});

test('wrong arguments still give Node’s own errors', () => {
  const code = `import crypto from 'node:crypto';
    for (const call of [() => crypto.randomInt(5, 1), () => crypto.randomBytes('x'), () => crypto.randomFillSync('x')]) {
      try { call(); console.log('no error'); } catch ({ code }) { console.log(code); }
    }`;
  assert.equal(run(code), 'ERR_OUT_OF_RANGE\nERR_INVALID_ARG_TYPE\nERR_INVALID_ARG_TYPE\n');
});
