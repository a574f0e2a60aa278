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
  const read = (text: string, type?: string) => {
    const { kind, text: shown } = readBody(bytes(text), type);
    return { kind, shown };
  };
  assert.deepEqual(read('{"a":[1]}', 'application/problem+json; charset=utf-8'), {
    kind: 'json',
    shown: '{\n  "a": [\n    1\n  ]\n}',
  });
  assert.deepEqual(read('{"a":', 'application/json'), { kind: 'text', shown: '{"a":' });
  assert.deepEqual(read('{"a":1}', 'text/plain'), { kind: 'text', shown: '{"a":1}' });
  assert.deepEqual(read(''), { kind: 'empty', shown: '' });
  assert.equal(readBody(new Uint8Array([0xff, 0xfe, 0xff]), 'image/png').kind, 'text');
  assert.equal(readBody(new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'image/png').kind, 'binary');
  assert.equal(readBody(new Uint8Array([1, 2, 3, 0]), 'application/octet-stream').kind, 'binary');
});

test('the rest of a body that is too long is told in bytes', () => {
  const rest = (text: string, type: string, options = {}) => {
    const { text: shown, rest: left } = readBody(bytes(text), type, options);
    return [shown.length, left];
  };
  assert.deepEqual(rest('x'.repeat(200_010), 'text/plain'), [200_000, 10]);
  assert.deepEqual(rest('é'.repeat(30), 'text/plain', { limit: 10 }), [10, 40]);
  assert.deepEqual(rest('😀'.repeat(30), 'text/plain', { limit: 11 }), [10, 100]);
  assert.deepEqual(rest('\n'.repeat(190_000), 'text/plain', { lines: 500 }), [500, 189_500]);
  // One byte of each number and its comma, and the bracket at the beginning, stand before the line that is left out.
  assert.deepEqual(rest(`[${'1,'.repeat(999)}1]`, 'application/json', { lines: 11 }), [1 + 10 * 5, 2001 - 21]);
  assert.deepEqual(rest(`"${'x'.repeat(1000)}"`, 'application/json', { limit: 101 }), [101, 901]);
  assert.deepEqual(rest('\uFEFFab', 'text/plain'), [2, 0]);
  assert.deepEqual(rest('\uFEFFabc', 'text/plain', { limit: 2 }), [2, 1]);
});

test('a body of 100 MB costs what is shown of it', () => {
  const read: number[] = [];
  const body = new Proxy(new Uint8Array(100_000_000).fill(0x61), {
    get(target, key) {
      if (key === 'subarray')
        return (from: number, to: number) => {
          read.push(to - from);
          return target.subarray(from, to);
        };
      return Reflect.get(target, key, target) as unknown;
    },
  });
  const { text, rest } = readBody(body, 'text/plain', { limit: 20_000 });
  assert.deepEqual([text.length, rest], [20_000, 99_980_000]);
  assert.deepEqual(read, [80_004]);
});

test('text is read in the charset that Content-Type names, or that its bytes show', () => {
  const read = (content: readonly number[], type?: string) => {
    const { kind, text, note } = readBody(new Uint8Array(content), type);
    return [kind, text, note];
  };
  const latin1 = [0x63, 0x61, 0x66, 0xe9];
  assert.deepEqual(read(latin1, 'text/plain; charset=ISO-8859-1'), [
    'text',
    'café',
    'Read as windows-1252, as browsers read ISO-8859-1.',
  ]);
  assert.deepEqual(read(latin1, 'text/plain'), [
    'text',
    'café',
    'The bytes are not UTF-8, and Content-Type names no charset; read as Latin-1.',
  ]);
  assert.deepEqual(read(latin1, 'text/html; charset="utf-8"'), [
    'text',
    'café',
    'Content-Type says utf-8, and the bytes are not that; read as Latin-1.',
  ]);
  assert.deepEqual(read([0x61, 0, 0xe9, 0], 'text/plain; charset=utf-16le'), ['text', 'aé', null]);
  assert.deepEqual(read([0xfe, 0xff, 0, 0x61], 'text/plain'), ['text', 'a', null]);
  assert.deepEqual(read([0x61], 'text/plain; charset=klingon'), [
    'text',
    'a',
    'No browser knows the charset “klingon”; read as UTF-8.',
  ]);
  assert.deepEqual(read([...bytes('{"a":"é"}')], 'application/json; charset=utf-8')[1], '{\n  "a": "é"\n}');
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
