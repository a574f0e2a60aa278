/** Signals, and the stores built on them: only those who have read a value are told when it changes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FilesStore } from '../../src/workbench/stores/files.ts';
import { LogStore } from '../../src/workbench/stores/log.ts';
import { Computed, Reading, sameItems, State, watch } from '../../src/workbench/stores/signal.ts';

/** Counts how often a pane that has read these values would render again. */
function renders(read: () => unknown): { count: number; end: () => void } {
  const seen = { count: 0, end: () => reading.end() };
  const reading = new Reading(() => {
    if (!reading.changed) return;
    seen.count += 1;
    reading.run(read);
  });
  reading.run(read);
  return seen;
}

test('only what was read is heard, and only when it is another value', () => {
  const shown = new State(1);
  const other = new State(1);
  const seen = renders(() => shown.value);
  other.value = 2;
  shown.value = 1;
  assert.equal(seen.count, 0);
  shown.value = 2;
  assert.equal(seen.count, 1);
  seen.end();
  shown.value = 3;
  assert.equal(seen.count, 1, 'nothing is heard after the end');
});

test('what the last run has not read is no longer heard', () => {
  const which = new State<'a' | 'b'>('a');
  const states = { a: new State(0), b: new State(0) };
  const seen = renders(() => states[which.value].value);
  which.value = 'b';
  assert.equal(seen.count, 1);
  states.a.value = 1;
  assert.equal(seen.count, 1);
  states.b.value = 1;
  assert.equal(seen.count, 2);
});

test('a computed value is computed when it is needed, once, and equal ones are no news', () => {
  const state = new State(1);
  let computed = 0;
  const even = new Computed(() => {
    computed += 1;
    return state.value % 2 === 0;
  });
  const list = new Computed(() => [state.value > 10], sameItems);
  assert.equal(computed, 0);
  const seen = renders(() => [even.value, list.value]);
  state.value = 3;
  assert.deepEqual([seen.count, even.value, computed], [0, false, 2]);
  state.value = 4;
  assert.deepEqual([seen.count, even.value, computed], [1, true, 3]);
  state.value = 12;
  assert.equal(seen.count, 2, 'the list has another item');
});

test('a value that reaches a reader on two ways is never half new', () => {
  const state = new State(1);
  const double = new Computed(() => state.value * 2);
  const triple = new Computed(() => state.value * 3);
  const sums: number[] = [];
  watch(
    () => double.value + triple.value,
    (sum) => sums.push(sum),
  );
  state.value = 2;
  state.value = 4;
  assert.deepEqual(sums, [10, 20]);
});

test('a listener may set what it hears of', () => {
  const state = new State(0);
  const stop = watch(
    () => state.value,
    (value) => {
      if (value < 3) state.value = value + 1;
    },
  );
  state.value = 1;
  assert.equal(state.value, 3);
  stop();
  state.value = 0;
  assert.equal(state.value, 0);
});

test('typing in one file is heard by nobody who shows another, or only whether it is edited', () => {
  const files = new FilesStore({ 'a.js': 'a', 'b.js': 'b' }, ['a.js', 'b.js']);
  files.started();
  const other = renders(() => files.text('b.js'));
  const tabs = renders(() => [files.isEdited('a.js'), files.isEdited('b.js'), files.shown.length]);
  const toolbar = renders(() => [files.edited, files.differsFromRunning]);
  for (const text of ['ax', 'axy', 'axyz']) files.edit('a.js', text);
  assert.deepEqual([other.count, tabs.count, toolbar.count], [0, 1, 1]);
  files.edit('a.js', 'a');
  assert.deepEqual([other.count, tabs.count], [0, 2]);
});

test('output of one process is heard by those who show that one', () => {
  const log = new LogStore(['api', 'store']);
  const api = renders(() => log.of('api').total);
  const store = renders(() => log.of('store').total);
  const printed = renders(() => log.printed);
  for (let line = 0; line < 5; line += 1) log.append('api', 'stdout', `${line}\n`);
  assert.deepEqual([api.count, store.count, printed.count], [5, 0, 1]);
});
