import assert from 'node:assert/strict';
import test, { mock } from 'node:test';

test('functions', (t) => {
  const sum = t.mock.fn((a, b) => a + b);
  assert.equal(sum(3, 4), 7);
  assert.equal(sum.call({ x: 1 }, 1, 1), 2);
  assert.equal(sum.mock.callCount(), 2);
  const [call] = sum.mock.calls;
  assert.deepEqual(call.arguments, [3, 4]);
  assert.equal(call.result, 7);
  sum.mock.mockImplementation(() => 'other');
  assert.equal(sum(), 'other');
  sum.mock.mockImplementationOnce(() => 'once');
  assert.equal(sum(), 'once');
  assert.equal(sum(), 'other');
  sum.mock.resetCalls();
  assert.equal(sum.mock.callCount(), 0);
});

test('errors are recorded', (t) => {
  const broken = t.mock.fn(() => { throw new Error('broken'); });
  assert.throws(() => broken(), /broken/);
  assert.equal(broken.mock.calls[0].error.message, 'broken');
});

test('methods', (t) => {
  const account = { balance: 10, get owner() { return 'Ada'; }, add(amount) { return (this.balance += amount); } };
  const add = t.mock.method(account, 'add', function (amount) { return this.balance - amount; });
  assert.equal(account.add(3), 7);
  add.mock.restore();
  assert.equal(account.add(3), 13);
  t.mock.getter(account, 'owner', () => 'Grace');
  assert.equal(account.owner, 'Grace');
});

test('the mocks of a test end with it', () => {
  assert.equal(mock.fn().mock.callCount(), 0);
});

test('timers', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'], now: 1000 });
  const seen = [];
  setTimeout(() => seen.push('late'), 5000);
  setTimeout(() => seen.push('early'), 10);
  const interval = setInterval(() => seen.push(Date.now()), 1000);
  setImmediate(() => seen.push('immediate'));
  t.mock.timers.tick(0);
  t.mock.timers.tick(2000);
  clearInterval(interval);
  console.log(seen);
  t.mock.timers.runAll();
  assert.equal(seen.at(-1), 'late');
  console.log(Date.now());
  t.mock.timers.setTime(20_000);
  assert.equal(new Date().toISOString(), '1970-01-01T00:00:20.000Z');
});

test('timers of promises', async (t) => {
  const { setTimeout: wait } = await import('node:timers/promises');
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const promise = wait(1000, 'done');
  t.mock.timers.tick(1000);
  assert.equal(await promise, 'done');
});

test('module-wide mock', () => {
  const parse = mock.method(JSON, 'parse', () => 'mocked');
  assert.equal(JSON.parse('{}'), 'mocked');
  parse.mock.restore();
  assert.deepEqual(JSON.parse('{}'), {});
});
