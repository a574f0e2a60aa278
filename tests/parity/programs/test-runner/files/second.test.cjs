const test = require('node:test');

test('knows nothing of the other file', (t) => t.assert.strictEqual(globalThis.seen, undefined));
test('later', async (t) => {
  await t.test('a subtest', () => {});
  await t.test('to do', { todo: true }, () => { throw new Error('not yet'); });
});
