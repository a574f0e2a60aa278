/** `npm run new` writes a book without faults, whose exercise fails at first and passes when it is solved. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { runCheckInNode } from '../../scripts/lab/run-check.ts';
import { newChapter, showInChapter } from '../../scripts/new/new-chapter.ts';
import { newSandbox } from '../../scripts/new/new-sandbox.ts';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { serializeTranscript } from '../../src/sandbox/transcript.ts';

const repository = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'new-'));
copyFileSync(join(repository, 'package.json'), join(root, 'package.json'));
after(() => rmSync(root, { recursive: true }));

const book = catalogue(root);

/** Statuses of the answers to the requests, in order. */
async function record(id: string): Promise<(number | undefined)[]> {
  const transcript = await recordSandbox(book.sandbox(id), { root: repository, node: pinnedNode(repository) });
  writeFileSync(join(book.folder, id, 'transcript.json'), serializeTranscript(transcript));
  return transcript.exchanges.map(({ response }) => response?.status);
}

describe('npm run new', () => {
  test('a chapter and a sandbox of each kind are recorded and without faults', async () => {
    newChapter(root, 'cors');
    for (const [name, kind] of [
      ['plain', {}],
      ['table', { sqlite: true }],
      ['both', { express: true, sqlite: true }],
    ] as const) {
      newSandbox(root, `cors/${name}`, kind);
      assert.equal(showInChapter(root, `cors/${name}`), 'content/part-2-http-with-express/07-cors.mdx');
    }
    assert.deepEqual(book.ids, ['cors/both', 'cors/exercise', 'cors/first', 'cors/plain', 'cors/table']);
    for (const id of book.ids) {
      assert.deepEqual(await record(id), id === 'cors/exercise' ? [201, 201, 200] : [201, 422, 200], id);
    }
    assert.deepEqual([book.problems(), book.warnings()], [[], []]);
  });

  test('the exercise fails its check, and its solution passes', async () => {
    const sandbox = book.sandbox('cors/exercise');
    const starter = await runCheckInNode(sandbox, {});
    assert.equal(starter.passed, false);
    assert.deepEqual(
      starter.assertions.map(({ passed }) => passed),
      [true, false, false],
      JSON.stringify(starter),
    );
    const solved = await runCheckInNode(sandbox, sandbox.exercise!.solution);
    assert.equal(solved.passed, true, JSON.stringify(solved));
  });

  test('bad input is answered with what would be right, and writes nothing', () => {
    const before = book.ids;
    assert.throws(() => newChapter(root, 'cors'), /^Error: content\/part-2.*07-cors\.mdx is there already\.$/);
    assert.throws(
      () => newChapter(root, 'teapots'),
      /has no chapter “teapots”; write it there first, or choose one of backends, /,
    );
    assert.throws(() => newChapter(root, 'Rate Limiting'), /“Rate Limiting” is no slug: write it in lower case/);
    assert.throws(
      () => newSandbox(root, 'cors/plain', {}),
      /sandboxes\/cors\/plain is there already; choose another name/,
    );
    assert.throws(() => newSandbox(root, 'teapots/a', {}), /has no chapter “teapots”/);
    for (const id of ['cors', 'cors/Loud', 'cors/a/b', '../cors', 'cors/a_b'])
      assert.throws(
        () => newSandbox(root, id, {}),
        /is no name of a sandbox: write <chapter>\/<name> in lower case/,
        id,
      );
    assert.throws(
      () => newSandbox(root, 'cors/drill', { exercise: true }),
      /one exercise, called “exercise”: write cors\/exercise/,
    );
    assert.deepEqual(book.ids, before);
  });
});
