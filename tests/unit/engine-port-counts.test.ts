/** Whether messages are on their way between threads, told from the counts that each reports for its ends of ports. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PortCounts } from '../../src/engine/embedded/frame/port-counts.ts';
import { readMessage } from '../../src/engine/embedded/frame/read/messages.ts';
import type { PortEnd } from '../../src/engine/embedded/protocol/threads.ts';

/** The ends in a message, as the kernel reads it; none when it is no message. */
function portsOf(data: unknown): readonly PortEnd[] {
  const message = readMessage(data);
  return message?.type === 'rest' ? message.ports : [];
}

const end = (channel: string, side: 0 | 1, posted: number, taken: number): PortEnd => ({
  channel,
  side,
  posted,
  taken,
});

test('a message is on its way until it is taken', () => {
  const counts = new PortCounts();
  counts.told(1, [end('c', 0, 0, 0)]);
  counts.told(2, [end('c', 1, 0, 0)]);
  assert.equal(counts.quiet, true);
  counts.told(1, [end('c', 0, 2, 0)]);
  assert.equal(counts.quiet, false);
  counts.told(2, [end('c', 1, 0, 1)]);
  assert.equal(counts.quiet, false);
  counts.told(2, [end('c', 1, 0, 2)]);
  assert.equal(counts.quiet, true);
});

test('one that was last heard of before it took and posted is not quiet, though as much has been taken as posted in all', () => {
  const counts = new PortCounts();
  counts.told(1, [end('c', 0, 0, 0)]);
  // Thread 2 has posted a message, which thread 1 took and answered, and has taken the answer; thread 1 is at work.
  counts.told(2, [end('c', 1, 1, 1)]);
  assert.equal(counts.quiet, false);
  counts.told(1, [end('c', 0, 1, 1)]);
  assert.equal(counts.quiet, true);
});

test('nobody waits for what goes to a closed end, to a thread that is gone, or to an end that is not anywhere', () => {
  const counts = new PortCounts();
  counts.told(1, [end('closed', 0, 5, 0), end('killed', 0, 5, 0), end('lost', 0, 5, 0)]);
  counts.told(2, [end('closed', 1, 0, Infinity), end('killed', 1, 0, 3)]);
  assert.equal(counts.quiet, false);
  counts.ended(2);
  assert.equal(counts.quiet, true);
});

test('what a closing end posted last is waited for', () => {
  const counts = new PortCounts();
  counts.told(1, [end('c', 0, 0, 0)]);
  counts.told(2, [end('c', 1, 1, Infinity)]);
  assert.equal(counts.quiet, false);
  counts.told(1, [end('c', 0, 0, 1)]);
  assert.equal(counts.quiet, true);
});

test('an end that moves is its new thread’s, whoever speaks first', () => {
  for (const order of ['old first', 'new first']) {
    const counts = new PortCounts();
    counts.told(1, [end('c', 0, 3, 0)]);
    counts.told(2, [end('c', 1, 0, 3)]);
    const tell = [
      () => counts.told(2, [{ ...end('c', 1, 0, 3), gone: true }]),
      () => counts.told(3, [end('c', 1, 0, 3)]),
    ];
    for (const each of order === 'old first' ? tell : tell.reverse()) each();
    counts.told(1, [end('c', 0, 4, 0)]);
    assert.equal(counts.quiet, false, order);
    // The end does not belong to the old thread any more.
    counts.ended(2);
    assert.equal(counts.quiet, false, order);
    counts.told(3, [end('c', 1, 0, 4)]);
    assert.equal(counts.quiet, true, order);
  }
});

test('what is no account of ends is ignored', () => {
  const counts = new PortCounts();
  for (const told of [
    undefined,
    null,
    'x',
    {},
    [
      null,
      1,
      {},
      { channel: 1, side: 0, posted: 0, taken: 0 },
      { channel: 'c', side: 2, posted: 0, taken: 0 },
      { channel: 'c', side: 0, posted: '1', taken: 0 },
    ],
  ])
    counts.told(1, portsOf({ type: 'rest', next: null, seen: 0, ports: told }));
  counts.told(2, [end('c', 1, 0, 0)]);
  assert.equal(counts.quiet, true);
});
