import assert from 'node:assert/strict';
import test, { describe, it, suite } from 'node:test';

test('a synchronous test', () => {
  assert.equal(1 + 1, 2);
});

test('an asynchronous test', async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(true);
});

test('a test with a callback', (t, done) => {
  setImmediate(done);
});

test('subtests', async (t) => {
  await t.test('first', () => {});
  await t.test('second', async (t) => {
    await t.test('deeper', () => {});
    t.diagnostic('said by the second');
  });
});

test('skipped by option', { skip: true }, () => assert.fail());
test('skipped with a reason', { skip: 'not today' }, () => assert.fail());
test('skipped from inside', (t) => t.skip('turned out so'));
test('to do', { todo: true });
test('to do, failing', { todo: 'later' }, () => {
  throw new Error('not there yet');
});
test.skip('by method');
test.todo('by method too');

describe('a suite', () => {
  it('has tests', () => {});
  it('has more', async () => {});
  describe('and suites', () => {
    it('in it', () => {});
  });
});

suite('an asynchronous suite', async () => {
  await null;
  it('defined after an await', () => {});
});
