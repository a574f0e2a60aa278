/** When a clock that stands still may move on: nobody has anything to do, and nothing is on its way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PortCounts } from '../../src/engine/embedded/frame/port-counts.ts';
import { Rest } from '../../src/engine/embedded/frame/rest.ts';

/** The result of `ofAll()` so far. */
function watch(rest: Rest): () => Promise<number | 'busy'> {
  let found: number | 'busy' = 'busy';
  void rest.ofAll().then((next) => (found = next));
  return async () => {
    await new Promise(setImmediate);
    return found;
  };
}

function begin(...pids: number[]): Rest {
  const rest = new Rest();
  for (const pid of pids) {
    rest.prepared(pid);
    rest.sent(pid);
    rest.started(pid);
  }
  return rest;
}

test('all have to have said so, after the last message to each of them', async () => {
  const rest = begin(1, 2);
  const found = watch(rest);
  rest.rests(1, 1, 5000, []);
  assert.equal(await found(), 'busy');
  rest.sent(1);
  rest.rests(2, 1, 7000, []);
  assert.equal(await found(), 'busy');
  rest.rests(1, 2, null, []);
  assert.equal(await found(), 7000);
});

test('without timers, and without processes, there is no next moment', async () => {
  const rest = begin(1);
  rest.prepared(2);
  rest.rests(1, 1, Number.NaN, []);
  assert.equal(await watch(rest)(), Infinity);
  rest.ended(1);
  assert.equal(await watch(rest)(), Infinity);
});

test('one that waits for a child rests when that does, and not any more when it has the answer', async () => {
  const rest = begin(1, 2);
  rest.waits(1, true);
  rest.rests(2, 1, 1000, []);
  assert.equal(await watch(rest)(), 1000);
  rest.waits(1, false);
  const found = watch(rest);
  assert.equal(await found(), 'busy');
  rest.rests(1, 1, 900, []);
  assert.equal(await found(), 900);
});

test('messages from thread to thread are waited for', async () => {
  const rest = begin(1, 2);
  rest.ports = new PortCounts();
  const found = watch(rest);
  rest.rests(1, 1, null, [{ channel: 'c', side: 0, posted: 1, taken: 0 }]);
  rest.rests(2, 1, 3000, [{ channel: 'c', side: 1, posted: 0, taken: 0 }]);
  assert.equal(await found(), 'busy');
  rest.rests(2, 1, 2000, [{ channel: 'c', side: 1, posted: 0, taken: 1 }]);
  assert.equal(await found(), 2000);
});
