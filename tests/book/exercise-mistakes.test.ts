/** The checks of exercises catch mistakes that readers make: nearly right solutions, each by the assertion for it. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { runCheckInNode } from '../../scripts/lab/run-check.ts';
import type { CheckOutcome } from '../../src/lab/check.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import type { Mistake } from '../support/mistake.ts';

const root = join(import.meta.dirname, '../..');

const failedOf = ({ assertions }: CheckOutcome) => assertions.filter(({ passed }) => !passed).map(({ name }) => name);

// `npm test -- book rate-limiting` asks for the mistakes of one chapter.
const chapter = process.env['PORT3000_CHAPTER'];
/** Mistakes by chapter: a file of `mistakes/` for each. */
const asked = await Promise.all(
  globSync('mistakes/*.ts', { cwd: import.meta.dirname })
    .sort()
    .map((file) => ({ file, slug: basename(file, '.ts') }))
    .filter(({ slug }) => chapter === undefined || slug === chapter)
    .map(async ({ file, slug }) => {
      const { mistakes } = (await import(join(import.meta.dirname, file))) as { mistakes: readonly Mistake[] };
      return { id: `${slug}/exercise`, mistakes };
    }),
);

describe(
  'mistakes in exercises are caught',
  // Three at a time: a check mostly waits, for processes to start and for its clock.
  { concurrency: 3, skip: asked.length === 0 && `no mistake is kept for ${chapter}` },
  () => {
    for (const { id, mistakes } of asked)
      for (const { what, file, replace, fails } of mistakes)
        test(`${id}: ${what}`, async () => {
          const sandbox = catalogue(root).sandbox(id);
          const solution = sandbox.exercise?.solution ?? {};
          const text = solution[file] ?? '';
          assert.ok(text.includes(replace[0]), `solution/${file} has no “${replace[0]}” to make the mistake in.`);
          const wrong = { ...solution, [file]: text.replace(...replace) };
          // Three at a time on a slow machine take longer than one does for a reader.
          const outcome = await runCheckInNode(sandbox, wrong, { limit: 180_000 });
          assert.deepEqual([failedOf(outcome), outcome.problem], [fails, undefined]);
        });
  },
);
