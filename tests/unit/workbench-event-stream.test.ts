/** A stream of events is read as browsers read it, however its bytes are cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EventStreamReader, type StreamEvent } from '../../src/workbench/format/event-stream.ts';

/**
 * A stream with all cases of the HTML Standard: comments, fields without a colon, a blank after it, unknown fields,
 * ids.
 */
const STREAM = `\uFEFF: hello
data: YHOO
data: +2
data:  10 é😀

event: price
id: 7
data:x
retry: 2500

retry: soon
unknown: y
data

id
data
data

event: unused

data: no end of it
`;

const EVENTS = [
  ['message', 'YHOO\n+2\n 10 é😀', ''],
  ['price', 'x', '7'],
  ['message', '', '7'],
  ['message', '\n', ''],
];

for (const [name, end] of [
  ['line feeds', '\n'],
  ['carriage returns', '\r'],
  ['both', '\r\n'],
] as const)
  test(`lines that end with ${name}`, () => {
    const bytes = new TextEncoder().encode(STREAM.replaceAll('\n', end));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }), (cuts) => {
        const reader = new EventStreamReader();
        const events: StreamEvent[] = [];
        let from = 0;
        for (const length of [...cuts, bytes.length]) {
          events.push(...reader.push(bytes.subarray(from, from + length), from));
          from += length;
        }
        assert.deepEqual(
          events.map(({ type, data, id }) => [type, data, id]),
          EVENTS,
        );
        assert.deepEqual([reader.retry, reader.comments], [2500, 1]);
      }),
      { seed: 3000, numRuns: 300 },
    );
  });

test('an event has the time of its last piece', () => {
  const reader = new EventStreamReader();
  const push = (text: string, time: number) => reader.push(new TextEncoder().encode(text), time);
  assert.deepEqual(push('data: a\n', 10), []);
  assert.deepEqual(
    push('\ndata: b\n\n', 20).map(({ data, time }) => [data, time]),
    [
      ['a', 20],
      ['b', 20],
    ],
  );
});
