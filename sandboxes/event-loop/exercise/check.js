import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock } from 'lab';

const SLOW = 1_000_000_000_000_037; // prime: 16 million divisions
const PRODUCT = 999_997_811_598_563; // of two primes, as many: 31,622,741 × 31,622,743

let resting = Promise.resolve();

async function ask(path) {
  const late = new AbortController();
  const options = { headers: { connection: 'close' }, signal: late.signal };
  const answer = fetch(`http://localhost:3000${path}`, options).then(
    async (response) => ({ status: response.status, body: await response.json() }),
    () => {
      throw new Error(`${path} got no answer: the process has ended`);
    },
  );
  if (!path.startsWith('/prime')) return answer;
  // Resolves when all that needs no time is done.
  resting = resting.then(() => clock.advance(0));
  if ((await Promise.race([answer, resting])) !== undefined) return answer;
  answer.catch(() => {});
  late.abort();
  throw new Error(
    `${path} is not answered: it was forgotten, or waits for a timer, and the clock of ` +
      'this check stands still. setImmediate lets the loop turn without waiting.',
  );
}

test('a small number is answered rightly', async () => {
  assert.deepEqual((await ask('/prime?n=97')).body, { n: 97, prime: true });
  assert.deepEqual((await ask('/prime?n=91')).body, { n: 91, prime: false });
});

test('at least 18 of 20 pings are answered before the slow one', async () => {
  const order = [];
  const slow = ask(`/prime?n=${SLOW}`).then(() => order.push('slow'));
  const ping = () => ask('/ping').then(() => order.push('ping'));
  await Promise.all(Array.from({ length: 20 }, ping));
  await slow;
  const before = order.indexOf('slow');
  assert.ok(before >= 18, `${before} of 20 pings were answered before the slow one`);
});

test('the slow answers are right', async () => {
  for (const [n, prime] of [[PRODUCT, false], [SLOW, true]]) {
    assert.deepEqual((await ask(`/prime?n=${n}`)).body, { n, prime });
  }
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
