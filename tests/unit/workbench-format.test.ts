import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBody } from '../../src/workbench/format/body.ts';
import { tokenizeJson } from '../../src/workbench/format/json-tokens.ts';
import { formatCount, formatSize, formatTime } from '../../src/workbench/format/units.ts';
import { tabForKey } from '../../src/workbench/shared/tab-keys.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('times and sizes are as exact as they are worth', () => {
  assert.deepEqual([0.04, 1.34, 96.4, 9999, 12_345].map(formatTime), [
    '0.0 ms',
    '1.3 ms',
    '96 ms',
    '9999 ms',
    '12.3 s',
  ]);
  assert.deepEqual([0, 1, 61, 9999, 12_345, 2_500_000].map(formatSize), [
    '0 bytes',
    '1 byte',
    '61 bytes',
    '9,999 bytes',
    '12.3 kB',
    '2.5 MB',
  ]);
  assert.equal(formatCount(1_234_567), '1,234,567');
});

test('JSON is indented, anything else is shown as it came', () => {
  assert.deepEqual(readBody(bytes('{"a":[1]}'), 'application/problem+json; charset=utf-8'), {
    kind: 'json',
    text: '{\n  "a": [\n    1\n  ]\n}',
  });
  assert.deepEqual(readBody(bytes('{"a":'), 'application/json'), { kind: 'text', text: '{"a":' });
  assert.deepEqual(readBody(bytes('{"a":1}'), 'text/plain'), { kind: 'text', text: '{"a":1}' });
  assert.deepEqual(readBody(bytes(''), undefined), { kind: 'empty', text: '' });
  assert.equal(readBody(new Uint8Array([0xff, 0xfe]), 'image/png').kind, 'binary');
});

test('a body that is too long says how much is missing', () => {
  const { text } = readBody(bytes('x'.repeat(200_010)), 'text/plain');
  assert.equal(text.length < 200_100, true);
  assert.match(text, /\(10 more characters are not shown\)$/);
});

test('JSON falls into pieces that give the text back', () => {
  const json = JSON.stringify({ 'a "b"': ['x\\', -1.5e3, true, null, { c: '{"d": 1}' }] }, null, 2);
  const tokens = tokenizeJson(json);
  assert.equal(tokens.map(({ text }) => text).join(''), json);
  const kinds = (kind: string) => tokens.filter((token) => token.kind === kind).map(({ text }) => text);
  assert.deepEqual(kinds('key'), ['"a \\"b\\""', '"c"']);
  assert.deepEqual(kinds('string'), ['"x\\\\"', '"{\\"d\\": 1}"']);
  assert.deepEqual(kinds('number'), ['-1500']);
  assert.deepEqual(kinds('word'), ['true', 'null']);
});

test('arrow keys walk around the tabs', () => {
  assert.deepEqual(
    ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Enter'].map((key) => tabForKey(key, 2, 3)),
    [0, 1, 0, 2, null],
  );
});
