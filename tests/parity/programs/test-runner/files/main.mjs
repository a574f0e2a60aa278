// node: --test --test-reporter=tap first.test.mjs second.test.cjs
// Each file in a process of its own; this one is the last.
import assert from 'node:assert/strict';
import test from 'node:test';

test('of the main file', (t) => {
  t.diagnostic('a diagnostic');
  assert.equal(process.env.NODE_TEST_CONTEXT !== undefined, true);
});
