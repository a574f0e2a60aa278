import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongStyle } from '../../scripts/check/mdx-style.ts';
import { readTerms, wrongTerms } from '../../scripts/check/terminology.ts';

const terms = readTerms();
const wordsIn = (text: string, file = 'a.mdx'): string[] =>
  wrongTerms(file, text, terms).map(({ line, message }) => `${line} ${/“(.*?)”/.exec(message)?.[1]}`);

test('wrong words are found on their lines, in prose, front matter and attributes', () => {
  assert.deepEqual(wordsIn('---\ndescription: Simply good.\n---\n\nOne line\nand a timeout!\n'), [
    '2 Simply',
    '6 timeout',
    '6 !',
  ]);
  assert.deepEqual(wordsIn('<Diagram alt="An easy one." />\n'), ['1 easy']);
});

test('right words, code, and what others have said pass', () => {
  assert.deepEqual(
    wordsIn('Requests time out after a time-out; `timeout!` is code, and so is:\n\n```\njust!\n```\n'),
    [],
  );
  assert.deepEqual(wordsIn('<Correction taught="Just use Redis!" source="x">\n\nNo.\n\n</Correction>\n'), []);
  const titled = '[Just timeouts](https://example.com/) and [just timeouts](/methods/), source="Timeout".';
  assert.deepEqual(wordsIn(titled).sort(), ['1 Timeout', '1 just', '1 timeouts']);
  assert.deepEqual(wordsIn('<Correction taught="x" source="Timeouts!">\n\nNo.\n\n</Correction>\n'), []);
  assert.deepEqual(wordsIn('Unjust, adjust; a rate-limited client keeps to the rate limit.'), []);
});

test('documents have a list of their own', () => {
  assert.deepEqual(wordsIn('A code snippet, and <live-sandbox>: just so.', 'README.md'), ['1 code snippet']);
});

test('a finding says what to write and why', () => {
  const [finding] = wrongTerms('a.mdx', 'The master.', terms);
  assert.deepEqual(finding, {
    file: 'a.mdx',
    line: 1,
    message: '“master”: write primary, replica (one word for each role).',
  });
});

test('the style of chapters: blank lines, ends of lines, tabs, emphasis', () => {
  assert.deepEqual(
    wrongStyle('a.mdx', '---\na: b\n---\n\nA *b* and **c** `_d_`.\n\n<Sandbox name="a/b" />\n\nE.\n'),
    [],
  );
  assert.deepEqual(
    wrongStyle('a.mdx', 'A _b_. \n\n\n<Sandbox name="a/b" />\n\n\tC\n').map(({ line, message }) => [line, message]),
    [
      [1, 'a space at the end of the line: remove it.'],
      [1, '_emphasis_: write *emphasis*, and **strong**.'],
      [4, '2 blank lines before this: one separates blocks.'],
      [6, 'a tab: indent with spaces.'],
    ],
  );
});
