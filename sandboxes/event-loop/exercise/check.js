import assert from 'node:assert/strict';
import { test } from 'node:test';

const SLOW = 1_000_000_000_000_037; // prime: 16 million divisions

async function ask(path) {
  const url = `http://localhost:3000${path}`;
  const response = await fetch(url, { headers: { connection: 'close' } }).catch(() => {
    throw new Error(`${path} got no answer: the process has ended`);
  });
  return { status: response.status, body: await response.json() };
}

test('a small number is answered rightly', async () => {
  assert.deepEqual((await ask('/prime?n=97')).body, { n: 97, prime: true });
  assert.deepEqual((await ask('/prime?n=91')).body, { n: 91, prime: false });
});

test('at least 18 of 20 pings are answered before the slow one', async () => {
  const order = [];
  const slow = ask(`/prime?n=${SLOW}`).then(() => order.push('slow'));
  const ping = () => ask('/ping').then(() => order.push('ping'));
  const pings = Array.from({ length: 20 }, ping);
  await Promise.all([slow, ...pings]);
  const before = order.indexOf('slow');
  assert.ok(before >= 18, `${before} of 20 pings were answered before the slow one`);
});

test('the slow answer is right', async () => {
  assert.deepEqual((await ask(`/prime?n=${SLOW}`)).body, { n: SLOW, prime: true });
});

const tooLarge = ['1e400', '9007199254740993'];
const invalid = ['many', '', '2.5', '-7', '0', '1', '7&n=8', ...tooLarge];
test('an invalid n gets 400', async () => {
  for (const n of invalid) {
    const { status } = await ask(`/prime?n=${n}`);
    assert.equal(status, 400, `n=${n} was answered with ${status}`);
  }
  assert.equal((await ask('/prime')).status, 400, 'without n');
});

test('the process has survived it', async () => {
  assert.deepEqual((await ask('/ping')).body, { pong: true });
});
