const test = require('node:test');

test('an exception outside the promise fails the running test', async () => {
  setTimeout(() => { throw new Error('in a timer'); }, 5);
  await new Promise((resolve) => setTimeout(resolve, 50));
});

test('two at a time', async (t) => {
  const slow = (ms, fail) => async () => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (fail) setTimeout(() => { throw new Error('the second'); }, 1);
    await new Promise((resolve) => setTimeout(resolve, 40));
  };
  await Promise.all([t.test('first', slow(5, false)), t.test('second', slow(10, true))]);
});

test('not awaited subtest is cancelled', (t) => {
  t.test('left behind', () => new Promise((resolve) => setTimeout(resolve, 20)));
});
