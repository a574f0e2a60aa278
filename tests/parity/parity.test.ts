/**
 * Programs of the corpus print the same and end with the same exit code in real Node and in the embedded
 * engine. A program is a file, or a folder with a main file (and packages/ for its node_modules). `PARITY=streams/` in the environment runs only those whose id contains the text.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { EnginePage } from '../support/engine-page.ts';
import { parityPrograms } from './programs.ts';
import { describeOutcome, runInEngine, runInNode } from './run.ts';

const known = JSON.parse(readFileSync(join(import.meta.dirname, 'known-differences.json'), 'utf8')) as Record<
  string,
  string
>;
const programs = parityPrograms(process.env['PARITY']);
let page: EnginePage;

describe('parity with real Node', { concurrency: 3 }, () => {
  before(async () => {
    page = await EnginePage.open();
  });
  after(() => page.close());

  for (const program of programs) {
    const reason = known[program.id];
    test(reason === undefined ? program.id : `${program.id} (differs: ${reason})`, async () => {
      const [real, engine] = await Promise.all([runInNode(program), runInEngine(page, program)]);
      assert.notEqual(real.code, null, 'The program did not end in real Node: it has to, for a comparison.');
      if (reason === undefined) assert.equal(describeOutcome(engine), describeOutcome(real));
      else
        assert.notEqual(
          describeOutcome(engine),
          describeOutcome(real),
          `${program.id} no longer differs: remove it from known-differences.json.`,
        );
    });
  }
});

test('every known difference names a program and says why', () => {
  const ids = new Set(parityPrograms().map(({ id }) => id));
  for (const [id, reason] of Object.entries(known)) {
    assert.ok(ids.has(id), `known-differences.json names ${id}, which is no program of the corpus.`);
    assert.match(reason, /\S+ \S+ \S+/, `${id}: say in a sentence why it differs.`);
  }
});
