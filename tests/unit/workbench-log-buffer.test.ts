import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogBuffer } from '../../src/workbench/stores/log-buffer.ts';

const texts = (log: LogBuffer) => log.lines.map(({ text }) => text);

test('puts pieces together to lines, each stream on its own', () => {
  const log = new LogBuffer();
  log.append('stdout', 'hel');
  log.append('stderr', 'oops\n');
  log.append('stdout', 'lo\r\nnext\n\n');
  assert.deepEqual(
    log.lines.map(({ stream, text, complete }) => [stream, text, complete]),
    [
      ['stdout', 'hello', true],
      ['stderr', 'oops', true],
      ['stdout', 'next', true],
      ['stdout', '', true],
    ],
  );
});

test('keeps the last lines and says how many are gone', () => {
  const log = new LogBuffer(3);
  for (let line = 1; line <= 5; line += 1) log.append('stdout', `${line}\n`);
  assert.deepEqual(texts(log), ['3', '4', '5']);
  assert.deepEqual([log.total, log.dropped, log.lines[0]!.index], [5, 2, 2]);
});

test('counts every line of a flood that comes in one piece', () => {
  const log = new LogBuffer(3);
  log.append('stdout', 'begun ');
  log.append('stdout', `${Array.from({ length: 100_000 }, (_, line) => line).join('\n')}\n`);
  assert.deepEqual(texts(log), ['99997', '99998', '99999']);
  assert.deepEqual([log.total, log.dropped], [100_000, 99_997]);
});

test('an unfinished line stays open after a flood', () => {
  const log = new LogBuffer(2);
  log.append('stdout', 'a\nb\nc\nopen');
  log.append('stdout', ' end\n');
  assert.deepEqual(texts(log), ['c', 'open end']);
  assert.equal(log.total, 4);
});

test('cuts a line without end', () => {
  const log = new LogBuffer(10, 8);
  for (let piece = 0; piece < 4; piece += 1) log.append('stdout', '12345');
  assert.deepEqual(texts(log), ['12345123 … (the rest of this line is not shown)']);
});

test('shows plain text where a terminal would see colors', () => {
  const log = new LogBuffer();
  log.append('stdout', '\u001b[32mgreen\u001b[39m \u001b[1;31mred\u001b[0m\n');
  assert.deepEqual(texts(log), ['green red']);
});
