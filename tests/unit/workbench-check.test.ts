/** The check of an exercise in the workbench: the messages while it runs and when it has ended. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Assertion, CheckOutcome } from '../../src/lab/check.ts';
import { sentenceOf } from '../../src/workbench/panes/check/assertion-view.ts';
import { compare } from '../../src/workbench/panes/check/compare.ts';
import { checkTemplate, statusOf, UNCHECKED } from '../../src/workbench/panes/check/template.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { renderStatic } from '../../src/workbench/static/render.ts';
import { CheckStore } from '../../src/workbench/stores/check.ts';
import { FilesStore } from '../../src/workbench/stores/files.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

const DATA: SandboxData = {
  name: 'methods-exercise',
  title: 'Exercise',
  shown: ['server.js'],
  files: { 'server.js': 'one\n' },
  processes: { app: { command: 'node server.js', env: {} } },
  dependencies: [],
  http: null,
  engines: ['embedded'],
  panes: [],
  exercise: { chapter: 'methods' },
};

const holds: Assertion = { name: 'holds', passed: true, duration: 0 };
const fails: Assertion = { name: 'fails', passed: false, message: 'It does not.', duration: 0 };
const outcome = (assertions: readonly Assertion[], problem?: string): CheckOutcome => ({
  passed: problem === undefined && assertions.every(({ passed }) => passed),
  ...{ assertions, stdout: '', stderr: '', code: 0 },
  ...(problem !== undefined && { problem }),
});

/** A check that runs as the test wants it to. */
function setup() {
  const files = new FilesStore(DATA.files, DATA.shown);
  const engine = new ScriptedEngine();
  const runs: {
    readonly contents: Readonly<Record<string, string>>;
    readonly progress: (news: Assertion | string) => void;
    readonly signal: AbortSignal;
    readonly end: (outcome: CheckOutcome) => void;
  }[] = [];
  let passed = 0;
  let load: () => Promise<never> | Promise<ScriptedEngine> = async () => engine;
  const check = new CheckStore(
    DATA,
    files,
    () => load(),
    async () =>
      (_data, contents, { progress, signal }) =>
        new Promise((end) => runs.push({ contents, progress, signal, end })),
    () => (passed += 1),
  );
  const said = () => statusOf({ ...UNCHECKED, ...pick(check) });
  const started = async () => {
    const before = runs.length;
    const ended = check.run();
    while (runs.length === before && check.running) await new Promise((resolve) => setImmediate(resolve));
    return { ended, run: runs.at(-1)! };
  };
  return {
    check,
    files,
    engine,
    runs,
    said,
    started,
    passed: () => passed,
    refuse: (error: Error) => (load = () => Promise.reject(error)),
  };
}

const pick = ({ running, step, assertions, outcome, problem, outdated }: CheckStore) => ({
  ...{ running, step, assertions, outcome, problem, outdated },
});

describe('a check', () => {
  test('is told step by step, and then by its assertions', async () => {
    const { check, said, started, passed } = setup();
    assert.equal(said(), 'Tests your files as they are now, beside what runs above.');
    const { ended, run } = await started();
    assert.equal(said(), 'starting');
    run.progress('loading packages');
    assert.equal(said(), 'loading packages');
    run.progress(holds);
    assert.equal(said(), 'checking');
    assert.deepEqual(check.assertions, [holds]);
    run.end(outcome([holds, fails]));
    await ended;
    assert.equal(said(), '1 of 2 assertions does not hold');
    assert.equal(passed(), 0);
    const again = await started();
    assert.deepEqual(check.assertions, [], 'a new check begins with nothing');
    again.run.end(outcome([holds, holds]));
    await again.ended;
    assert.equal(said(), 'all 2 assertions hold');
    assert.equal(passed(), 1);
  });

  test('is of the files as they are, and says when they are no longer', async () => {
    const { check, files, said, started } = setup();
    files.edit('server.js', 'two\n');
    const { ended, run } = await started();
    assert.deepEqual(run.contents, { 'server.js': 'two\n' });
    const news: boolean[] = [];
    watch(
      () => check.outdated,
      (now) => news.push(now),
    );
    files.edit('server.js', 'three\n');
    files.edit('server.js', 'three!\n');
    run.end(outcome([fails]));
    await ended;
    assert.equal(said(), 'Before your last change: the assertion does not hold');
    files.edit('server.js', 'two\n');
    assert.equal(said(), 'the assertion does not hold');
    files.create('more.js');
    assert.equal(check.outdated, true);
    assert.deepEqual(news, [true, false, true], 'a key that is pressed is no news');
  });

  test('runs once at a time and can be stopped', async () => {
    const { check, runs, said, started } = setup();
    const { ended, run } = await started();
    await check.run();
    assert.equal(runs.length, 1);
    run.progress(holds);
    check.stop();
    assert.equal(run.signal.aborted, true);
    run.progress(fails);
    assert.deepEqual(check.assertions, [holds], 'what comes later is no news');
    run.end(outcome([holds], 'The check was stopped before its end.'));
    await ended;
    assert.equal(check.running, false);
    assert.equal(check.problem, 'The check was stopped before its end.');
    assert.equal(said(), 'no result');
  });

  test('that cannot be loaded, or not run here, says why, and can be tried again', async () => {
    const { check, engine, said, started, refuse } = setup();
    engine.unavailable = 'This browser has no workers.';
    await check.run();
    assert.equal(check.problem, 'This browser has no workers.');
    assert.equal(said(), 'no result');
    engine.unavailable = null;
    const { ended, run } = await started();
    assert.equal(check.problem, null);
    run.end(outcome([holds]));
    await ended;
    assert.equal(said(), 'the assertion holds');
    refuse(new Error('Failed to fetch'));
    await check.run();
    assert.equal(
      check.problem,
      'The check could not be loaded: Failed to fetch. Check the connection and press Run check again.',
    );
  });
});

test('a failed assertion has its sentence, both values, and the request with its answer', () => {
  const failed: Assertion = {
    ...fails,
    name: 'a <b> is refused',
    message: 'The answer is 200.\n\n200 !== 422\n',
    expected: '422',
    actual: '200',
    exchange: {
      method: 'POST',
      url: 'http://localhost:3000/notes?a=1',
      headers: [['content-type', 'text/plain']],
      body: 'milk',
      response: { status: 200, statusText: 'OK', headers: [['X-Seen', 'POST']], body: 'taken' },
    },
  };
  const text = renderStatic(checkTemplate({ ...UNCHECKED, assertions: [holds, failed], outcome: outcome([failed]) }));
  const visible = text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  assert.match(
    visible,
    /✓ Holds: holds ✗ Does not hold: a &lt;b> is refused The answer is 200\. Expected 422 Seen 200 /,
  );
  assert.match(visible, /POST \/notes\?a=1 was answered 200 OK /);
  assert.match(visible, /content-type: text\/plain milk .*X-Seen: POST taken/);
  const silent = { ...failed, exchange: { ...failed.exchange!, response: undefined, error: 'ECONNREFUSED' } };
  const { response: _, ...unanswered } = silent.exchange;
  const other = renderStatic(checkTemplate({ ...UNCHECKED, assertions: [{ ...failed, exchange: unanswered }] }));
  assert.match(other, /no answer[\s\S]*ECONNREFUSED/);
});

test('what Node writes below a message is left out where the values are shown', () => {
  const compared = (message: string) => sentenceOf(message, true);
  assert.equal(compared('Expected values to be strictly equal:\n\n1 !== 2\n'), 'Expected values to be strictly equal.');
  assert.equal(
    compared('Expected values to be strictly deep-equal:\n+ actual - expected\n\n  {\n+   a: 1\n'),
    'Expected values to be strictly deep-equal.',
  );
  assert.equal(compared('The gate stays shut.\n\n1 !== 2\n'), 'The gate stays shut.');
  assert.equal(
    compared("The input did not match the regular expression /a/. Input:\n\n'b'\n"),
    'The input did not match the regular expression /a/.',
  );
  assert.equal(
    sentenceOf('The expression evaluated to a falsy value:\n\n  assert.ok(0)\n', false),
    'The expression evaluated to a falsy value:\n\n  assert.ok(0)',
  );
});

test('two texts are compared line by line, with some lines around what differs', () => {
  assert.deepEqual(compare('a\nb\n', 'a\nb\n'), []);
  assert.deepEqual(compare('', 'a\n'), [{ first: 1, lines: [{ kind: 'added', text: 'a' }] }]);
  assert.deepEqual(compare('a\nb', 'a\nc\n'), [
    {
      first: 1,
      lines: [
        { kind: 'same', text: 'a' },
        { kind: 'removed', text: 'b' },
        { kind: 'added', text: 'c' },
      ],
    },
  ]);
  const lines = Array.from({ length: 30 }, (_, index) => String(index + 1));
  const changed = lines.map((line) => (line === '5' || line === '25' ? `${line}!` : line));
  const hunks = compare(`${lines.join('\n')}\n`, `${changed.join('\n')}\n`);
  assert.deepEqual(
    hunks.map(({ first, lines: within }) => [first, within.length]),
    [
      [2, 8],
      [22, 8],
    ],
  );
});
