// node: --test-reporter=tap
import assert from 'node:assert/strict';
import test, { describe, it } from 'node:test';

test('good', () => {});
test('bad', () => assert.deepEqual([1, 2], [1, 3]));
test('skipped', { skip: 'why not' }, () => {});
test('todo', { todo: true }, () => {});
test('nested', async (t) => {
  await t.test('inner', () => {});
  t.diagnostic('a line # with a hash');
});
describe('suite', () => {
  it('inside', () => {});
});
console.log('printed by the program');
