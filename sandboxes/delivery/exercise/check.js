import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, processes } from 'lab';

const APP = 'http://localhost:4000';

/** @returns status and body; for a request without an answer the status `none` */
async function ask(url, { method = 'GET', user = 'ada' } = {}) {
  try {
    const headers = { Connection: 'close', 'X-User': user };
    const response = await fetch(url, { method, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  } catch {
    return { status: 'none' };
  }
}

/** Sends the app a request, and asks it to end while that is on its way. */
async function stopWith(path) {
  await processes.start('app');
  const flying = ask(APP + path);
  await clock.advance(100);
  return { flying, stopped: processes.stop('app') };
}

test('a request that is in flight at the signal gets its answer', async () => {
  const { flying, stopped } = await stopWith('/order?ms=1000');
  await clock.advance(3000);
  assert.deepEqual(await flying, { status: 200, body: { ordered: true } });
  await stopped;
});

test('and the program ends by itself, with exit code 0', async () => {
  const { stopped } = await stopWith('/order?ms=1000');
  await clock.advance(3000);
  assert.equal(await stopped, 0, 'null: the signal has ended it, before it was done.');
});

test('after the signal it is alive and not ready, and still answers', async () => {
  const { flying, stopped } = await stopWith('/order?ms=1000');
  await clock.advance(100); // the balancer has not asked yet
  const states = [];
  for (const path of ['/readyz', '/livez']) {
    const { status } = await ask(APP + path);
    states.push(`${path} ${status}`);
  }
  await clock.advance(3000);
  await Promise.all([flying, stopped]);
  assert.deepEqual(states, ['/readyz 503', '/livez 200']);
});

test('a second later new requests are refused', async () => {
  const { flying, stopped } = await stopWith('/order?ms=3000');
  await clock.advance(1100);
  const late = await ask(`${APP}/livez`);
  await clock.advance(3000);
  const { status } = await flying;
  await stopped;
  assert.equal(status, 200, 'The request that was there before gets its answer.');
  assert.equal(late.status, 'none', 'A second after the signal nobody listens.');
});

test('an answer without an end does not keep it for ever', async () => {
  const { flying, stopped } = await stopWith('/events');
  let isGone = false;
  stopped.then(() => (isGone = true));
  await clock.advance(9000); // the platform kills after 10 s
  await ask(`${APP}/livez`);
  const wasGone = isGone;
  await processes.kill('app');
  await Promise.all([flying, stopped]);
  assert.equal(wasGone, true, 'The program should have ended within 9 s.');
});

const chosen = async () => (await ask('http://localhost:3000/chosen')).body;

test('of 500 users 8 to 12 in a hundred get the new version', async () => {
  const share = (await chosen()).chosen.length / 5;
  assert.equal(share >= 8 && share <= 12 ? '8 to 12%' : `${share}%`, '8 to 12%');
});

test('and they are the same ones each time, after a restart as well', async () => {
  const before = await chosen();
  await processes.kill('router');
  await processes.start('router');
  assert.deepEqual((await chosen()).chosen, before.chosen);
});

/** Requests of users, one each. @returns how many got which version */
async function visits(from, to) {
  const versions = { v1: 0, v2: 0 };
  for (let user = from; user < to; user += 50) {
    const some = Array.from({ length: 50 }, (_, index) => `user-${user + index}`);
    await Promise.all(some.map(async (name) => {
      const response = await fetch('http://localhost:3000/cart', {
        headers: { Connection: 'close', 'X-User': name },
      });
      await response.text();
      versions[response.headers.get('x-version')] += 1;
    }));
  }
  return versions;
}
const fault = (port, every) =>
  ask(`http://localhost:${port}/fault/${every}`, { method: 'PUT' });
const weight = async () => (await ask('http://localhost:3000/canary')).body.weight;

test('while nothing fails it stays', async () => {
  await visits(0, 200);
  assert.equal(await weight(), 10);
});

test('what fails with both versions is no reason to go back', async () => {
  await fault(4001, 2);
  await visits(200, 400);
  await fault(4002, 2);
  await visits(400, 600);
  await fault(4001, 0);
  await fault(4002, 0);
  assert.equal(await weight(), 10);
});

test('when the new version fails more often, nobody gets it any more', async () => {
  await processes.kill('router');
  await processes.start('router');
  await fault(4002, 2);
  await visits(0, 400);
  assert.equal(await weight(), 0, 'Every second answer of v2 has failed.');
  assert.deepEqual(await visits(0, 100), { v1: 100, v2: 0 });
});

test('your tests pass when there is no fault', async () => {
  const { body } = await ask('http://localhost:4500/mutants');
  assert.deepEqual(body.failWithoutFault, []);
});

test('and each of eight faults makes one of them fail', async () => {
  const { body } = await ask('http://localhost:4500/mutants');
  assert.deepEqual(body.survive, []);
});
