/** How the stages of `npm test` are chosen and run. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseStages, runStages, type RunOptions } from '../../scripts/lib/run-stages.ts';
import type { Demands, Result, Stage, Terms } from '../../scripts/lib/stage.ts';

const passes: Result = { ok: true, passed: 1, failed: 0, skipped: 0 };
const fails: Result = { ok: false, passed: 0, failed: 1, skipped: 0 };

/** Stages that say when they begin and end, and how many ran at the same time. */
function stages(...given: [name: string, demands?: Demands, result?: Result][]) {
  const events: string[] = [];
  const cores: Record<string, number> = {};
  const list = given.map(([name, demands = {}, result = passes]): Stage => ({
    name,
    ...demands,
    run: async (terms: Terms) => {
      cores[name] = terms.cores;
      events.push(`+${name}`);
      terms.print(`${name} one\n`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      terms.print(`${name} two\n`);
      events.push(`-${name}`);
      return result;
    },
  }));
  let printed = '';
  const run = (options: RunOptions = {}) =>
    runStages(list, { cores: 2, print: (text) => void (printed += text), ...options });
  return { list, events, cores, run, printed: () => printed };
}

describe('stages that are chosen', () => {
  const { list } = stages(
    ['engine build'],
    ['site build', { needs: ['engine build'] }],
    ['unit'],
    ['site', { needs: ['site build'] }],
  );
  const chosen = (...words: string[]) => chooseStages(list, words).map(({ name }) => name);

  test('are all, when nothing is said', () => {
    assert.equal(chosen().length, 4);
  });

  test('bring along what they need, and nothing else', () => {
    assert.deepEqual(chosen('unit'), ['unit']);
    assert.deepEqual(chosen('site'), ['engine build', 'site build', 'site']);
    assert.deepEqual(chosen('unit', 'engine'), ['engine build', 'unit']);
  });

  test('are named when none is meant', () => {
    assert.throws(
      () => chosen('sight'),
      /No stage has “sight” in its name\. There are: engine build, site build, unit, site\./,
    );
  });
});

describe('stages that run', () => {
  test('run two at a time on two cores, each when what it needs has passed', async () => {
    const { events, run } = stages(['a'], ['b', { needs: ['a'] }], ['c'], ['d', { needs: ['b', 'c'] }]);
    const outcomes = await run();
    assert.deepEqual(
      outcomes.map(({ name, ok }) => [name, ok]),
      [
        ['a', true],
        ['b', true],
        ['c', true],
        ['d', true],
      ],
    );
    assert.deepEqual(events, ['+a', '+c', '-a', '+b', '-c', '-b', '+d', '-d']);
  });

  test('run one at a time on one core', async () => {
    const { events, run } = stages(['a'], ['b']);
    await run({ cores: 1 });
    assert.deepEqual(events, ['+a', '-a', '+b', '-b']);
  });

  test('do not run when what they need failed, and count as failed', async () => {
    const { events, run } = stages(['a', {}, fails], ['b', { needs: ['a'] }], ['c', { needs: ['b'] }], ['d']);
    const outcomes = await run();
    assert.deepEqual(events, ['+a', '+d', '-a', '-d']);
    assert.deepEqual(
      outcomes.map(({ ok }) => ok),
      [false, false, false, true],
    );
    assert.deepEqual(outcomes[2]?.failures?.[0]?.reason, 'It needs “b”, which failed.');
  });

  test('run alone when they measure, with all cores', async () => {
    const { events, cores, run } = stages(['a', { measures: true }], ['b'], ['c']);
    await run();
    assert.deepEqual(events, ['+a', '-a', '+b', '+c', '-b', '-c']);
    assert.deepEqual(cores, { a: 2, b: 1, c: 1 });
  });

  test('do not write the same thing at the same time', async () => {
    const { events, run } = stages(['a', { writes: 'store' }], ['b', { writes: 'store' }], ['c', { writes: 'other' }]);
    await run();
    assert.deepEqual(events, ['+a', '+c', '-a', '+b', '-c', '-b']);
  });

  test('print what they say in one piece, and at once when nothing runs beside them', async () => {
    const two = stages(['a'], ['b']);
    await two.run();
    assert.equal(two.printed(), '---- a begins\n---- b begins\n\n==== a\na one\na two\n\n==== b\nb one\nb two\n');
    const one = stages(['a'], ['b', { needs: ['a'] }]);
    await one.run();
    assert.equal(one.printed(), '\n==== a\na one\na two\n\n==== b\nb one\nb two\n');
  });

  test('run once more what failed, alone and only when asked', async () => {
    const again = async ({ print }: Terms): Promise<Result> => {
      print('again\n');
      return passes;
    };
    const failing = () => stages(['a', {}, { ...fails, again }], ['b']);
    assert.equal((await failing().run())[0]?.ok, false);
    const { run, printed } = failing();
    assert.equal((await run({ again: true }))[0]?.ok, true);
    assert.ok(printed().endsWith('b two\n\n==== a: once more what failed\nagain\n'), printed());
  });

  test('that cannot be run say why, and the others run', async () => {
    const broken: Stage = { name: 'broken', run: () => Promise.reject(new Error('no such program')) };
    const outcomes = await runStages([broken, ...stages(['a']).list], { cores: 2, print: () => {} });
    assert.match(outcomes[0]?.failures?.[0]?.reason ?? '', /no such program/);
    assert.equal(outcomes[1]?.ok, true);
  });

  test('that need stages that do not come before them are refused', async () => {
    await assert.rejects(
      stages(['a', { needs: ['b'] }]).run(),
      /These stages need stages that do not come before them: a\./,
    );
  });
});
