import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, network, processes } from 'lab';

const ask = async () => {
  const response = await fetch('http://127.0.0.1:3000/', { headers: { connection: 'close' } });
  return [response.status, await response.json()];
};

test('a slow wire is waited for: four trips, there and back twice', async () => {
  await network.delay('balancer', 'a', 200);
  const answer = ask();
  await clock.advance(2000);
  assert.deepEqual(await answer, [200, { name: 'a', failures: [], after: 800 }]);
  await network.heal('balancer', 'a');
});

test('a wire that is cut costs the deadline, then the other replica answers', async () => {
  await network.cut('balancer', 'a');
  const answer = ask();
  await clock.advance(5000);
  assert.deepEqual(await answer, [200, { name: 'b', failures: ['DEADLINE'], after: 1000 }]);
  await network.heal('a', 'balancer');
  assert.deepEqual(await ask(), [200, { name: 'a', failures: [], after: 0 }]);
});

test('a wire that resets is noticed at once', async () => {
  await network.cut('balancer', 'a', 'reset');
  assert.deepEqual(await ask(), [200, { name: 'b', failures: ['ECONNREFUSED'], after: 0 }]);
  await network.heal('balancer', 'a');
});

test('replicas are killed and come back', async () => {
  await processes.kill('a');
  assert.deepEqual(await ask(), [200, { name: 'b', failures: ['ECONNREFUSED'], after: 0 }]);
  await processes.kill('b');
  assert.deepEqual(await ask(), [502, { failures: ['ECONNREFUSED', 'ECONNREFUSED'], after: 0 }]);
  await processes.start('a');
  assert.deepEqual(await ask(), [200, { name: 'a', failures: [], after: 0 }]);
});
