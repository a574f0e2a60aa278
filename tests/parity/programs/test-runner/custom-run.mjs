import { AsyncLocalStorage } from 'node:async_hooks';
import assert from 'node:assert/strict';
import test, { describe, it, getTestContext } from 'node:test';

const storage = new AsyncLocalStorage();

// Tests that are made inside a running test belong to it, wherever it has come to.
test('top-level calls inside', async () => {
  await test('made before an await', () => {});
  await new Promise((resolve) => setTimeout(resolve, 5));
  await test('made after an await', () => {});
});

test('storage and tests together', async (t) => {
  await storage.run('value', async () => {
    await t.test('inside', async () => {
      await null;
      assert.equal(storage.getStore(), 'value');
    });
  });
  assert.equal(storage.getStore(), undefined);
});

describe('each', () => {
  for (const [input, expected] of [[1, 1], [2, 4], [3, 9]]) {
    it(`${input} squared is ${expected}`, () => assert.equal(input ** 2, expected));
  }
});

test('the context can be asked for', { skip: typeof getTestContext !== 'function' }, async (t) => {
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(getTestContext()?.name, t.name);
});
