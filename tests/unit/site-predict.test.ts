/** The choices and lines of `<Predict>`, as they are read and shuffled when the page is built. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choicesOf } from '../../src/components/predict/choices.ts';
import { shuffled } from '../../src/components/predict/shuffle.ts';

test('lines are shuffled alike at every build, and never stand in their right order', () => {
  assert.deepEqual(shuffled(['a', 'b', 'c', 'd'], 'Which first?'), shuffled(['a', 'b', 'c', 'd'], 'Which first?'));
  const seen = new Set<string>();
  for (let length = 2; length <= 6; length += 1)
    for (let seed = 0; seed < 200; seed += 1) {
      const lines = Array.from({ length }, (_, index) => `line ${index}`);
      const order = shuffled(lines, `question ${seed}`);
      assert.deepEqual([...order].sort(), [...lines.keys()]);
      assert.notDeepEqual(order, [...lines.keys()]);
      if (length === 4) seen.add(order.join());
    }
  // Of 24 orders of four lines 23 are wrong.
  assert.equal(seen.size, 23);
});

test('choices are taken from what their component wrote, their reasons as HTML', () => {
  const html = `
    <predict-choice data-says="a &amp; <b>" data-right><p>So <em>it</em> is.</p></predict-choice>
    <p><predict-choice data-says="2">No.</predict-choice></p>`;
  assert.deepEqual(choicesOf(html), [
    { says: 'a & <b>', right: true, why: '<p>So <em>it</em> is.</p>' },
    { says: '2', right: false, why: 'No.' },
  ]);
});
