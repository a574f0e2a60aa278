/** The wires and the clock of the small computer, without a browser: on a clock of the test's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Clock } from '../../src/engine/embedded/frame/clock.ts';
import { VirtualNetwork } from '../../src/engine/embedded/frame/network/network.ts';
import { Wires } from '../../src/engine/embedded/frame/network/wires.ts';
import type { ClockState } from '../../src/engine/embedded/protocol/clock.ts';
import { connectionBase } from '../../src/engine/embedded/protocol/connections.ts';

/** A clock that the test moves; callbacks run in order of time, then of their scheduling. */
function manualTime() {
  let now = 1000;
  const waiting: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    schedule(milliseconds: number, callback: () => void) {
      waiting.push({ at: now + milliseconds, callback });
    },
    run(until: number) {
      for (;;) {
        const next = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.splice(waiting.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = until;
    },
  };
}

test('a whole wire delivers at once; a delayed one later, in order', () => {
  const time = manualTime();
  const wires = new Wires(time.now, time.schedule, () => 0.5);
  const seen: string[] = [];
  wires.send('a', 'b', 1, () => seen.push('whole'));
  assert.equal(wires.whole, true);
  wires.set('a', 'b', { delay: 100, jitter: 50 });
  wires.send('a', 'b', 1, () => seen.push(`forth ${time.now()}`));
  wires.send('b', 'a', 1, () => seen.push(`back ${time.now()}`));
  wires.send('a', 'c', 1, () => seen.push('other wire'));
  assert.deepEqual(seen, ['whole', 'other wire']);
  time.run(5000);
  assert.deepEqual(seen.slice(2), ['forth 1125', 'back 1125']);
});

test('a throttled wire takes as long as its bytes do', () => {
  const time = manualTime();
  const wires = new Wires(time.now, time.schedule);
  const arrivals: number[] = [];
  wires.set('client', 'api', { rate: 1000 });
  for (let count = 0; count < 3; count += 1) wires.send('client', 'api', 500, () => arrivals.push(time.now()));
  time.run(10_000);
  assert.deepEqual(arrivals, [1500, 2000, 2500]);
});

test('a cut wire holds what is sent until it is healed', () => {
  const time = manualTime();
  const wires = new Wires(time.now, time.schedule);
  const seen: number[] = [];
  wires.set('a', 'b', { cut: 'silent' });
  wires.send('a', 'b', 1, () => seen.push(1));
  wires.send('a', 'b', 1, () => seen.push(2));
  time.run(100_000);
  assert.equal(seen.length, 0);
  assert.equal(wires.resets('b', 'a'), false);
  wires.set('b', 'a', {});
  wires.send('a', 'b', 1, () => seen.push(3));
  time.run(100_001);
  assert.deepEqual(seen, [1, 2, 3]);
  wires.set('a', 'b', { cut: 'reset' });
  assert.equal(wires.resets('a', 'b'), true);
});

test('whatever the faults, each direction keeps its order and loses nothing', () => {
  const faults = fc.record({ delay: fc.nat(50), jitter: fc.nat(200), rate: fc.constantFrom(undefined, 100, 100_000) });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(300), faults), { maxLength: 40 }), (steps) => {
      const time = manualTime();
      const wires = new Wires(time.now, time.schedule);
      const received: number[] = [];
      steps.forEach(([cut, pause, fault], index) => {
        const { rate, ...rest } = fault;
        wires.set('a', 'b', cut ? { cut: 'silent' } : { ...rest, ...(rate === undefined ? {} : { rate }) });
        wires.send('a', 'b', 10, () => received.push(index));
        time.run(time.now() + pause);
      });
      wires.set('a', 'b', {});
      time.run(time.now() + 1e9);
      assert.deepEqual(
        received,
        steps.map((_, index) => index),
      );
    }),
    { seed: 3000, numRuns: 300 },
  );
});

/** Processes as the clock sees them: timers that may start further timers. */
function simulation(timers: readonly (readonly [at: number, name: string])[]) {
  const real = 5000;
  const pending = timers.map(([at, name]) => ({ at: real + at, name }));
  const log: string[] = [];
  let state: ClockState = { virtual: real, real, rate: 1 };
  const sleepers: { at: number; callback: () => void }[] = [];
  const clock = new Clock({
    real: () => real,
    sleep(milliseconds, callback) {
      const sleeper = { at: real + milliseconds, callback };
      sleepers.push(sleeper);
      return () => void sleepers.splice(sleepers.indexOf(sleeper), 1);
    },
    publish: (next) => {
      state = next;
    },
    rest: async () => {
      for (;;) {
        const due = pending.filter(({ at }) => at <= state.virtual).sort((a, b) => a.at - b.at)[0];
        if (!due) return Math.min(Number.POSITIVE_INFINITY, ...pending.map(({ at }) => at));
        pending.splice(pending.indexOf(due), 1);
        log.push(`${due.name}@${due.at - real}`);
        if (due.name === 'repeat') pending.push({ at: due.at + 100, name: 'repeat' });
      }
    },
  });
  return { clock, log, state: () => state };
}

test('advancing fires what is due in the order of its time, wherever it waits', async () => {
  const { clock, log, state } = simulation([
    [300, 'late'],
    [100, 'repeat'],
    [50, 'early'],
    [2000, 'beyond'],
  ]);
  clock.after(150, () => log.push('wire@150'));
  clock.setRate(0);
  await clock.advance(350);
  assert.deepEqual(log, ['early@50', 'repeat@100', 'wire@150', 'repeat@200', 'late@300', 'repeat@300']);
  assert.deepEqual([state().virtual, state().rate], [5350, 0]);
});

test('advancing twice is advancing by the sum, and a running clock goes on running', async () => {
  const { clock, log, state } = simulation([[100, 'repeat']]);
  const both = Promise.all([clock.advance(150), clock.advance(150)]);
  await both;
  assert.deepEqual(log, ['repeat@100', 'repeat@200', 'repeat@300']);
  assert.deepEqual([state().virtual, state().rate], [5300, 1]);
});

test('a tap says which end has sent something, also when a process is connected to itself', () => {
  const seen: (readonly [string, boolean])[] = [];
  const accepted: number[] = [];
  const network = new VirtualNetwork({
    toProcess: (_task, message) => message.type === 'accept' && accepted.push(message.connection),
    toHost: (message) => message.type === 'tapped' && seen.push([message.event.type, message.event.opener]),
    nameOf: () => 'app',
    tasks: () => [1],
    now: () => 0,
    schedule: (_milliseconds, callback) => callback(),
  });
  network.listen(1, 3000, true);
  network.setTap(true);
  const own = connectionBase(1) + 1;
  network.connect(1, own, 3000);
  const send = (connection: number) => network.stream(1, { type: 'data', connection, bytes: new ArrayBuffer(1) });
  send(own);
  send(accepted[0]!);
  assert.deepEqual(seen, [
    ['open', true],
    ['data', true],
    ['data', false],
  ]);
});
