import assert from 'node:assert/strict';
import test, { describe, it } from 'node:test';

test('name and more', (t) => {
  assert.equal(t.name, 'name and more');
  assert.equal(t.fullName, 'name and more');
  assert.equal(typeof t.signal.aborted, 'boolean');
  assert.ok(t.filePath.endsWith('context.mjs'));
});

test('a plan that is kept', (t) => {
  t.plan(2);
  t.assert.ok(true);
  t.assert.equal(1, 1);
});

test('a plan that is not', (t) => {
  t.plan(2);
  t.assert.ok(true);
});

test('a plan with subtests', async (t) => {
  t.plan(2);
  await t.test('one', () => {});
  await t.test('two', () => {});
});

test('t.assert', (t) => {
  t.assert.deepStrictEqual({ a: 1 }, { a: 1 });
  t.assert.throws(() => { throw new Error('x'); });
  t.assert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 1 });
  assert.equal(typeof t.assert.snapshot, 'function');
});

test('waitFor', async (t) => {
  let ready = false;
  setTimeout(() => { ready = true; }, 5);
  const value = await t.waitFor(() => {
    if (!ready) throw new Error('not yet');
    return 42;
  }, { interval: 5, timeout: 30_000 });
  assert.equal(value, 42);
});

test('the signal of a time-out', { timeout: 30 }, async (t) => {
  await new Promise((resolve, reject) => t.signal.addEventListener('abort', () => reject(t.signal.reason)));
});

test('takes too long', { timeout: 20 }, (t) => new Promise((resolve) => {
  const timer = setTimeout(resolve, 60_000);
  t.signal.addEventListener('abort', () => clearTimeout(timer));
}));

describe('concurrency', { concurrency: true }, () => {
  const order = [];
  const [fast, slow] = [Promise.withResolvers(), Promise.withResolvers()];
  it('slow', async () => {
    await fast.promise;
    slow.resolve(order.push('slow'));
  });
  it('fast', () => {
    fast.resolve(order.push('fast'));
  });
  it('waits for both', async () => {
    await slow.promise;
    assert.deepEqual(order, ['fast', 'slow']);
  });
});
