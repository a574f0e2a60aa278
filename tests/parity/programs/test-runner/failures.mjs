import assert from 'node:assert/strict';
import test, { describe, it } from 'node:test';

test('strings', () => assert.equal('one\ntwo\nthree', 'one\n2\nthree'));
test('numbers', () => assert.strictEqual(1, 2));
test('objects', () => assert.deepEqual({ a: 1, b: { c: [1, 2, 3] } }, { a: 1, b: { c: [1, 2, 4] } }));
test('a message', () => assert.ok(false, 'it has to be true'));
test('throws what was not expected', () => assert.throws(() => { throw new TypeError('no'); }, RangeError));
test('does not throw', () => assert.throws(() => {}));
test('rejects', async () => {
  await assert.rejects(Promise.resolve(1));
});
test('an error with a cause', () => {
  throw new Error('outer', { cause: new RangeError('inner') });
});
test('a string is thrown', () => {
  throw 'just text';
});
test('rejects by itself', () => Promise.reject(new Error('rejected')));
test('with properties', () => {
  throw Object.assign(new Error('coded'), { code: 'E_CODE', detail: { a: 1 } });
});
test('a callback with an error', (t, done) => done(new Error('by callback')));
test('a subtest fails', async (t) => {
  await t.test('this one', () => assert.match('abc', /x/));
  await t.test('not this', () => {});
});
describe('a suite', () => {
  it('with a failing test', async () => {
    await null;
    throw 'only text';
  });
  it('and a good one', () => {});
});
describe('a suite that throws', () => {
  throw new Error('while it was built');
});
test('a failure that was foreseen', { expectFailure: true }, () => assert.fail('as foreseen'));
