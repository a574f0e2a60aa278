// node: --test-only
import test, { describe, it } from 'node:test';

test('not this', () => {});
test.only('this', () => {});
test('with subtests', { only: true }, async (t) => {
  t.runOnly(true);
  await t.test('not this', () => {});
  await t.test('this', { only: true }, () => {});
});
describe('suite', () => {
  it.only('in a suite', () => {});
  it('not in it', () => {});
});
