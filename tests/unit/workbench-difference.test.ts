import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceView, differingLines } from '../../src/workbench/shared/difference.ts';
import { renderStatic } from '../../src/workbench/static/render.ts';

test('two texts are one listing with what differs marked', () => {
  const lines = differingLines('a\nb\nc\n', 'a\nB\nc\nd\n').map(({ sign, text }) => sign + text);
  assert.deepEqual(lines, [' a', '−b', '+B', ' c', '+d']);
});

test('long runs of lines that are alike are their number', () => {
  const alike = Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join('');
  const text = renderStatic(differenceView('a.js', `${alike}old\n`, `${alike}new\n`));
  assert.match(text, /… 17 lines alike/);
  assert.match(
    text,
    /<del><span aria-hidden="true">− <\/span>old<\/del>\s*<ins><span aria-hidden="true">\+ <\/span>new<\/ins>/,
  );
  assert.match(renderStatic(differenceView('a.js', 'same\n', 'same\n')), /Nothing differs/);
});
