/** Every exercise of the book: its starter fails its check and its solution passes, in real Node and in the engine. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCheckInNode } from '../../scripts/lab/run-check.ts';
import { newSandbox } from '../../scripts/new/new-sandbox.ts';
import type { CheckedSandbox, CheckOutcome } from '../../src/lab/check.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { isExercise } from '../../src/sandbox/sandbox-id.ts';
import type { EnginePage } from '../support/engine-page.ts';
import { checkProblems, starterProblems } from '../support/exercise-verdict.ts';
import { checkInPage, openLabPage } from '../support/lab-page.ts';

const root = join(import.meta.dirname, '../..');

/** An exercise as `npm run new` writes it, so that the tests run however many exercises the book has. */
const made = mkdtempSync(join(tmpdir(), 'exercise-'));
copyFileSync(join(root, 'package.json'), join(made, 'package.json'));
newSandbox(made, 'cors/exercise', {});
after(() => rmSync(made, { recursive: true }));

type Run = (sandbox: CheckedSandbox, edits: Readonly<Record<string, string>>) => Promise<CheckOutcome>;

/** Runs a check on starter and solution. @returns what is wrong, and how each assertion went */
async function judge(run: Run, sandbox: CheckedSandbox) {
  const [starter, solution] = await Promise.all([run(sandbox, {}), run(sandbox, sandbox.exercise!.solution)]);
  const results = ({ assertions }: CheckOutcome) => assertions.map(({ name, passed }) => ({ name, passed }));
  return { problems: checkProblems(starter, solution), results: [results(starter), results(solution)] };
}

describe('exercises', () => {
  let page: EnginePage;
  before(async () => {
    page = await openLabPage();
  });
  after(() => page.close());
  // Beside the engine, on a slow machine, a check takes longer than it does for a reader.
  const inNode: Run = (sandbox, edits) => runCheckInNode(sandbox, edits, { limit: 180_000 });
  const inEngine: Run = (sandbox, edits) => checkInPage(page, sandbox, edits, { limit: 180_000 });

  // `npm test -- book rate-limiting` asks for the exercise of one chapter.
  const chapter = process.env['PORT3000_CHAPTER'];
  const book = catalogue(root);
  const ids = (chapter === undefined ? book.ids : book.idsOf(chapter)).filter(isExercise);
  const subjects = [
    ...ids.map((id) => [id, book.sandbox(id)] as const),
    ['as npm run new writes it', catalogue(made).sandbox('cors/exercise')] as const,
  ];
  for (const [id, sandbox] of subjects)
    test(`${id}: the starter fails, the solution passes`, async () => {
      const [node, engine] = await Promise.all([judge(inNode, sandbox), judge(inEngine, sandbox)]);
      const say = (where: string, problems: readonly string[]) =>
        problems.map((problem) => `sandboxes/${id}/check.js, in ${where}: ${problem}`);
      assert.deepEqual([...say('real Node', node.problems), ...say('the engine', engine.problems)], []);
      assert.deepEqual(engine.results, node.results, 'the engine judges as real Node does');
    });
});

describe('an exercise that is none is found', () => {
  const whole = catalogue(made).sandbox('cors/exercise');
  const broken = (changes: Partial<CheckedSandbox>) =>
    judge((...args) => runCheckInNode(...args), { ...whole, ...changes });
  const first = async (changes: Partial<CheckedSandbox>) => (await broken(changes)).problems[0] ?? '';
  const { solution, check } = whole.exercise!;

  test('whose starter passes', async () => {
    const problem = await first({ files: { ...whole.files, ...solution } });
    assert.equal(problem, 'the starter passes all 3 assertions; there is nothing to solve');
  });

  test('whose starter does not start', async () => {
    const problem = await first({ files: { ...whole.files, 'server.js': `throw new Error('no such port');` } });
    assert.match(problem, /^the starter fails for the wrong reason\. The process “app” ended without listening/);
  });

  test('whose starter ends at the first request', async () => {
    const server = `import { createServer } from 'node:http';
      createServer(() => process.exit(1)).listen(process.env.PORT ?? 3000);`;
    const problem = await first({ files: { ...whole.files, 'server.js': server } });
    assert.match(problem, /^the starter fails for the wrong reason: no request of a failed assertion is answered/);
  });

  test('whose check asserts nothing', async () => {
    const problem = await first({ exercise: { solution, check: '' } });
    assert.equal(
      problem,
      'the starter fails for the wrong reason. The check asserts nothing: it has no test. Write one with node:test.',
    );
  });

  test('whose solution fails', async () => {
    const { problems } = await broken({ exercise: { solution: {}, check } });
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /^the solution fails “a note without a text is refused”: /);
  });

  test('whose check asks its solution something else', () => {
    const outcome = (name: string, passed: boolean): CheckOutcome => ({
      passed,
      assertions: [{ name, passed, duration: 0 }],
      ...{ stdout: '', stderr: '', code: passed ? 0 : 1 },
    });
    assert.deepEqual(checkProblems(outcome('one', false), outcome('two', true)), [
      'only the starter is asked “one”',
      'only the solution is asked “two”',
    ]);
    assert.deepEqual(checkProblems(outcome('one', false), outcome('one', true)), []);
    assert.deepEqual(starterProblems(outcome('one', false)), []);
  });
});
