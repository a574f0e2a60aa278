import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const closing = { connection: 'close' };
const ask = async (path = '/') => {
  const response = await fetch(`http://127.0.0.1:3000${path}`, { headers: closing });
  return [response.status, await response.text()];
};

test('a bucket of three refills by one a second', async () => {
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await ask())[0]);
  assert.deepEqual(statuses, [200, 200, 200, 429]);
  await clock.advance(999);
  assert.equal((await ask())[0], 429);
  await clock.advance(1);
  assert.deepEqual([(await ask())[0], (await ask())[0]], [200, 429]);
  await clock.advance(60_000);
  assert.deepEqual([(await ask())[0], (await ask())[0], (await ask())[0], (await ask())[0]], [200, 200, 200, 429]);
});

test('all clocks go together, and stand still between', async () => {
  const before = clock.now();
  assert.deepEqual(await ask('/time'), [200, '61000']);
  await clock.advance(60_000);
  assert.equal(clock.now() - before, 60_000);
  assert.deepEqual(await ask('/time'), [200, '121000']);
});

test('a kept-alive connection is closed when its time is over', async () => {
  const agent = new Agent({ keepAlive: true });
  const socket = await new Promise((resolve, reject) => {
    const sent = request({ port: 3000, host: '127.0.0.1', agent }, (response) => response.resume().on('end', () => resolve(sent.socket)));
    sent.on('error', reject).end();
  });
  await clock.advance(3000);
  assert.equal(socket.destroyed, false);
  await clock.advance(4000);
  assert.equal(socket.destroyed, true);
  agent.destroy();
});

test('a process that was killed refuses, and has forgotten when it is back', async () => {
  await processes.kill('api');
  await assert.rejects(ask(), (error) => error.cause.code === 'ECONNREFUSED');
  await processes.start('api');
  assert.deepEqual(await ask('/time'), [200, '0']);
  assert.equal((await ask())[0], 200);
  await processes.stop('api');
  await assert.rejects(ask(), (error) => error.cause.code === 'ECONNREFUSED');
});

test('this one fails, in the same words', async () => {
  assert.equal((await Promise.resolve([200]))[0], 500);
});
