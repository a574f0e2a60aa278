/** The clock as the clock pane steers it, and how stretches of time are written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../../src/workbench/format/duration.ts';
import { ClockStore } from '../../src/workbench/stores/clock.ts';
import { setup } from '../support/sandbox-stores.ts';
import { ScriptedClock } from '../support/scripted-clock.ts';

async function running() {
  const { engine, stores } = setup();
  const clock = new ScriptedClock();
  const store = new ClockStore(stores.run);
  assert.equal(store.there, false);
  await stores.run.run();
  engine.session.clock = clock;
  return { clock, engine, stores, store };
}

test('a clock is held, moved and let go, and says what has come of it', async () => {
  const { clock, store } = await running();
  assert.deepEqual([store.there, store.rate, store.said], [true, 1, null]);
  store.setRate(0);
  assert.deepEqual([clock.rate, store.rate], [0, 0]);
  assert.match(store.said!, /stands still/);
  clock.after(250);
  await store.step();
  assert.deepEqual([clock.time, store.said], [1_000_250, 'What was due next has happened, 250 ms later.']);
  await store.step();
  assert.match(store.said!, /^Nothing is due/);
  const moved = store.advance(3_600_000);
  assert.equal(store.moving, true);
  await store.step();
  await moved;
  assert.deepEqual([store.moving, clock.time], [false, 4_600_250]);
  assert.equal(store.said, 'The clock was moved by 1 h; all that was due has happened.');
  store.setRate(100);
  assert.deepEqual([clock.rate, store.said], [100, 'The clock goes 100 times as fast.']);
  store.setRate(1);
  assert.equal(store.said, 'The clock goes at real speed.');
});

test('what others do to it is noticed; a clock that cannot be moved says why', async () => {
  const { clock, store } = await running();
  clock.rate = 0;
  store.look();
  assert.equal(store.rate, 0);
  clock.refuse = { ok: false, code: 'timeout', reason: 'A process is busy all the time.' };
  await store.advance(1000);
  assert.deepEqual([store.said, store.moving], ['A process is busy all the time.', false]);
});

test('how far it is ahead of the machine’s; nothing is left of a session that has ended', async () => {
  const { clock, stores, store } = await running();
  clock.time = performance.timeOrigin + performance.now() + 60_000;
  assert.ok(store.ahead > 59_000 && store.ahead <= 60_000);
  clock.time = performance.timeOrigin + performance.now();
  assert.equal(store.ahead, 0);
  store.setRate(0);
  stores.run.stop();
  store.look();
  assert.deepEqual([store.there, store.rate, store.said, store.ahead], [false, 1, null, 0]);
  await store.step();
  assert.equal(store.said, null);
});

test('stretches of time have their two largest units', () => {
  const cases = [
    [0, '0 ms'],
    [999.4, '999 ms'],
    [1250, '1.25 s'],
    [59_999.9, '1 min'],
    [123_000, '2 min 3 s'],
    [3_600_000, '1 h'],
    [3_900_000, '1 h 5 min'],
    [273_600_000, '3 d 4 h'],
  ] as const;
  for (const [milliseconds, text] of cases) assert.equal(formatDuration(milliseconds), text);
});

test('a pane that the reader has asked for takes the focus once, one that the author opens does not', () => {
  const { stores } = setup({ panes: ['clock'] });
  assert.deepEqual([stores.panes.isOpen('clock'), stores.panes.takeAsked('clock')], [true, false]);
  stores.panes.close('clock');
  stores.panes.ask('clock');
  assert.deepEqual([stores.panes.takeAsked('log'), stores.panes.takeAsked('clock')], [false, true]);
  assert.equal(stores.panes.takeAsked('clock'), false);
});
