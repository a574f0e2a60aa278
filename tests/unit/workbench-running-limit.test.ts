/** Which sandboxes of a page are stopped when another one starts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeStatus } from '../../src/workbench/panes/toolbar/status.ts';
import { AT_ONCE, ENDED, RunningLimit } from '../../src/workbench/running-limit.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

function page(count: number) {
  const limit = new RunningLimit();
  const boxes = Array.from({ length: count }, (_, index) => {
    const engine = new ScriptedEngine();
    const { run } = new SandboxStores(
      {
        name: `box-${index}`,
        title: 'Box',
        shown: ['server.js'],
        files: { 'server.js': '' },
        processes: { app: { command: 'node server.js', env: {} } },
        dependencies: [],
        http: null,
        engines: ['embedded'],
        panes: [],
      },
      async () => engine,
    );
    // The elements are only told apart.
    const element = { index } as unknown as Element;
    limit.add(element, run);
    limit.note(element, false);
    return { run, element };
  });
  return { limit, boxes, active: () => boxes.flatMap(({ run }, index) => (run.active ? [index] : [])) };
}

test('the one that has been out of sight longest is stopped, and says why', async () => {
  const { boxes, active } = page(AT_ONCE + 2);
  for (const { run } of boxes.slice(0, AT_ONCE)) await run.run();
  assert.deepEqual(active(), [0, 1, 2]);
  await boxes[3]!.run.run();
  assert.deepEqual(active(), [1, 2, 3]);
  assert.equal(describeStatus(boxes[0]!.run), ENDED);
  // A sandbox that is run again is the newest, and the reason why it was stopped is forgotten.
  await boxes[0]!.run.run();
  assert.deepEqual(active(), [0, 2, 3]);
  boxes[0]!.run.stop();
  assert.equal(describeStatus(boxes[0]!.run), 'stopped');
});

test('who was seen later stays; what is in sight is never stopped', async () => {
  const { limit, boxes, active } = page(AT_ONCE + 2);
  for (const { run } of boxes.slice(0, AT_ONCE)) await run.run();
  limit.note(boxes[0]!.element, true);
  limit.note(boxes[0]!.element, false);
  await boxes[3]!.run.run();
  assert.deepEqual(active(), [0, 2, 3]);
  for (const index of [0, 2, 3]) limit.note(boxes[index]!.element, true);
  await boxes[4]!.run.run();
  assert.deepEqual(active(), [0, 2, 3, 4]);
});

test('a restart makes no room', async () => {
  const { boxes, active } = page(AT_ONCE);
  for (const { run } of boxes) await run.run();
  await boxes[0]!.run.run();
  assert.deepEqual(active(), [0, 1, 2]);
});
