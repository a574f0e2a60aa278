/** What is new: entries that are wrong say so, and the feed says what they say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from '../../src/build/changes/changes.ts';
import { feedOf } from '../../src/build/changes/feed.ts';

const entry = (date: string, title: string, more = '') =>
  `- date: ${date}\n  title: ${title}\n  text: A text.\n${more}`;

test('chapters come in the order of the book', () => {
  const [change] = changesOf(entry('2026-12-01', 'Two', '  chapters: [redis, methods]\n'));
  assert.deepEqual([change?.id, change?.chapters.map(({ slug }) => slug)], ['two-2026-12-01', ['methods', 'redis']]);
});

for (const [what, source, message] of [
  ['a day that there is not', entry('2026-13-01', 'One'), /0\.date: write the day as 2026-12-01/],
  ['no text', '- date: 2026-12-01\n  title: One\n', /0\.text: write a text here/],
  ['a field that nobody reads', entry('2026-12-01', 'One', '  links: []\n'), /links/],
  ['what is no YAML', '- date: [\n', /changes\.yaml: this is not YAML: /],
  ['no entry', '[]', /write one entry at least/],
  ['an unknown chapter', entry('2026-12-01', 'One', '  chapters: [cats]\n'), /“One”: no chapter has the address cats/],
  [
    'the oldest first',
    entry('2026-11-30', 'One') + entry('2026-12-01', 'Two'),
    /“Two” is newer than “One”; the newest entry comes first/,
  ],
  ['one twice', entry('2026-12-01', 'One') + entry('2026-12-01', 'One'), /two entries of 2026-12-01 are called “One”/],
] as const)
  test(`${what} is refused`, () => assert.throws(() => changesOf(source), message));

test('texts of the feed are escaped', () => {
  const changes = changesOf('- date: 2026-12-01\n  title: \'A & "B" <c>\'\n  text: See `x < y`.\n');
  const xml = feedOf(changes, new URL('https://example.com/book/'));
  assert.match(xml, /<title>A &amp; &quot;B&quot; &lt;c&gt;<\/title>/);
  assert.match(xml, /<content type="text">See x &lt; y\.<\/content>/);
  assert.match(
    xml,
    /<updated>2026-12-01T00:00:00Z<\/updated>\n<link href="https:\/\/example\.com\/book\/new\/#a-b-c-2026-12-01"\/>/,
  );
});
