/** The one clock of several processes: which of them is told the time first. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { LabClock } from '../../scripts/lab/lab-clock.ts';

/** A stand-in for a process that has loaded clock.cjs. A `slow` one answers a turn later. */
function process(name: string, timer: number | null, slow: boolean, log: string[]): ChildProcess {
  let next = timer;
  const child = Object.assign(new EventEmitter(), {
    connected: true,
    send({ now }: { readonly now: number }): void {
      const answer = (): void => {
        if (next !== null && next <= now) {
          next = null;
          log.push(`${name} fires at ${now}`);
        } else log.push(`${name} knows ${now}`);
        child.emit('message', { type: 'clock', busy: false, traffic: 0, next });
      };
      if (slow) setTimeout(answer, 2);
      else answer();
    },
  });
  return child as unknown as ChildProcess;
}

test('a process whose timer is due may send to another one: that knows the time already', async () => {
  const log: string[] = [];
  const children = [process('sender', 10, false, log), process('receiver', null, true, log)];
  const clock = new LabClock(0, () => children, { activity: 0, next: null, run() {} });
  await clock.advance(20);
  const fired = log.indexOf('sender fires at 10');
  assert.ok(fired > 0, log.join('\n'));
  assert.ok(log.indexOf('receiver knows 10') < fired, log.join('\n'));
  assert.equal(clock.now, 20);
});
