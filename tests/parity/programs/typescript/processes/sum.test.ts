import { test, type TestContext } from 'node:test';
test('sums', (t: TestContext) => t.assert.strictEqual((1 as number) + 1, 2));
