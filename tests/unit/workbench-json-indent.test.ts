/** Pretty JSON tells the truth: the tokens of the answer, in other lines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indentJson } from '../../src/workbench/format/json-indent.ts';

const WITHOUT_LIMIT = { limit: Number.POSITIVE_INFINITY };
const indented = (json: string) => indentJson(json, WITHOUT_LIMIT)?.text ?? null;

test('digits, order, members of one name, escapes and numbers without end stay as they came', () => {
  assert.equal(
    indented(
      '{"id":9007199254740993,"price":1.10,"10":"a","2":"b","dup":1,"dup":2,"big":1e400,"e":"\\u0041\\/","z":-0}',
    ),
    `{
  "id": 9007199254740993,
  "price": 1.10,
  "10": "a",
  "2": "b",
  "dup": 1,
  "dup": 2,
  "big": 1e400,
  "e": "\\u0041\\/",
  "z": -0
}`,
  );
});

test('what JSON.stringify writes is laid out as JSON.stringify lays it out', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', ' ', '\t', '\n', 3), (json, space) => {
      const value = JSON.parse(json) as unknown;
      assert.equal(indented(JSON.stringify(value, null, space)), JSON.stringify(value, null, 2));
    }),
    { seed: 3000, numRuns: 1000 },
  );
});

test('what JSON.parse refuses is refused, and nothing else', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"\\u00e9"',
    '"\\x"',
    '"',
    '1',
    '-',
    '0',
    '01',
    '1.',
    '1e5',
    '.5',
  ];
  const words = ['true', 'null', 'nul', 'undefined', ' ', '\n', '\u00a0', "'a'", '/**/', '"\n"'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 9 }), (parts) => {
      const json = parts.join('');
      let valid = true;
      try {
        JSON.parse(json);
      } catch {
        valid = false;
      }
      assert.equal(indented(json) !== null, valid, json);
    }),
    { seed: 3000, numRuns: 20_000 },
  );
});

test('the beginning of JSON is the beginning of its picture, wherever it breaks off', () => {
  const json = '{"a": [1.5e-3, true, null, "x\\u0041\\"y", {"b": [], "c": {}}], "d": -12}';
  const whole = indented(json)!.replaceAll(/\s/g, '');
  for (let length = 0; length <= json.length; length += 1) {
    const piece = indentJson(json.slice(0, length), { partial: true });
    assert.ok(piece !== null, json.slice(0, length));
    assert.ok(whole.startsWith(piece.text.replaceAll(/\s/g, '')), piece.text);
    assert.equal(piece.text.replaceAll(/\s/g, ''), json.slice(0, length).replaceAll(/\s/g, ''));
    if (length < json.length) assert.equal(indented(json.slice(0, length)), null);
  }
  for (const broken of ['{"a": nope', '{"a" 1', '[1 2', '["\\x', '{1', '[01', '[tru,'])
    assert.equal(indentJson(broken, { partial: true }), null, broken);
});

test('it stops at the limit, also within a string, and says where', () => {
  const long = JSON.stringify({ text: 'x'.repeat(1000), more: [1, 2, 3] });
  const { text, end } = indentJson(long, { limit: 100 })!;
  assert.equal(text.length, 100);
  assert.equal(text, JSON.stringify(JSON.parse(long), null, 2).slice(0, 100));
  assert.equal(long.slice(0, end).replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
  // At this depth two spaces a level would be more than a page holds: the limit ends it.
  const deep = '['.repeat(100_000);
  assert.ok(indentJson(deep, { partial: true })!.text.length <= 200_000);
});
