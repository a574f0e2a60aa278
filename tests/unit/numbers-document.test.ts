/** The table that the bench writes into a document, between texts that people write. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { asText, numberRow, writeNumbers } from '../../scripts/lib/numbers.ts';

const rows = [
  numberRow('cold', '1.95 (214 of 110 ms)', 1.95, 1.6),
  numberRow('rate', '0.60', 0.6, 0.55, { atLeast: true }),
  numberRow('memory', '150 MB', 150, 150, { unit: 'MB' }),
  numberRow('processes', '153 ms', 153),
];

function documentWith(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'numbers-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'numbers.md');
  writeFileSync(file, text);
  return file;
}

test('says which targets are not reached, in both directions', () => {
  assert.equal(
    asText(rows),
    [
      'cold       1.95 (214 of 110 ms)  ≤ 1.6, not reached',
      'rate       0.60                  ≥ 0.55',
      'memory     150 MB                ≤ 150 MB',
      'processes  153 ms',
    ].join('\n'),
  );
});

test('replaces the table and keeps the text around it, however often it is written', (t) => {
  const file = documentWith(
    t,
    'Before.\n\n<!-- bench: begin; written by npm run bench, not by hand -->\n\nold\n\n<!-- bench: end -->\n\nAfter.\n',
  );
  writeNumbers(file, rows, 'First day.');
  writeNumbers(file, rows, 'Second day.');
  const text = readFileSync(file, 'utf8');
  assert.match(text, /^Before\.\n/);
  assert.match(text, /\nAfter\.\n$/);
  assert.match(text, /\nSecond day\.\n\n\| what \| measured \| target \|\n\|---\|---\|---\|\n\| cold \|/);
  assert.doesNotMatch(text, /old\n|First day/);
});

test('refuses a document without the marks and leaves it as it is', (t) => {
  const file = documentWith(t, 'Only text.\n');
  assert.throws(() => writeNumbers(file, rows, 'Today.'), /lacks the lines “<!-- bench: begin/);
  assert.equal(readFileSync(file, 'utf8'), 'Only text.\n');
});
