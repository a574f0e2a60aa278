/** The curriculum's data: as many of each as were planned, and bad data are refused. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { CurriculumError, readCurriculum } from '../../src/curriculum/curriculum.ts';

const root = join(import.meta.dirname, '../..');

describe('the curriculum', () => {
  const { topics, errors, chapters } = readCurriculum(root);

  test('has 172 topics from three sources', () => {
    const from = (letter: string) => [...topics.keys()].filter((id) => id.startsWith(letter)).length;
    assert.deepEqual([topics.size, from('A'), from('B'), from('C')], [172, 55, 51, 66]);
  });

  test('has two topics in two chapters each', () => {
    const shared = [...topics.values()].filter((topic) => topic.chapters.length > 1);
    assert.deepEqual(shared.map(({ id, chapters: slugs }) => [id, ...slugs]).sort(), [
      ['A02', 'methods', 'idempotency-keys'],
      ['B15.1', 'resources', 'pagination'],
    ]);
  });

  test('has 101 sandboxes and 38 exercises in 38 chapters', () => {
    const plans = [...chapters.values()];
    const sandboxes = plans.flatMap((plan) => plan.sandboxes.map(({ id }) => id));
    assert.deepEqual([plans.length, sandboxes.length, new Set(sandboxes).size], [38, 101, 101]);
    assert.ok(plans.every(({ exercise }) => exercise.break !== '' && exercise.check !== ''));
    assert.ok(!sandboxes.some((id) => id.endsWith('/exercise')));
  });

  test('has 238 common errors, numbered through, each with a chapter', () => {
    const all = [...errors.values()];
    const ids = Array.from({ length: 238 }, (_, index) => `E${String(index + 1).padStart(3, '0')}`);
    assert.deepEqual([...errors.keys()], ids);
    const kind = (name: string) => all.filter((error) => error.kind === name).length;
    assert.deepEqual(['misleading', 'wrong', 'outdated', 'security'].map(kind), [99, 89, 28, 22]);
    assert.equal(new Set(all.flatMap((error) => error.topics)).size, 142);
    assert.ok(all.every(({ chapter }) => chapters.has(chapter)));
    assert.equal(new Set(all.map(({ area }) => area)).size, 17);
  });
});

describe('bad data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'curriculum-'));
  after(() => rmSync(folder, { recursive: true }));

  /** The problems of the curriculum with one file changed. */
  function said(file: string, change: (text: string) => string): string {
    const path = join(folder, 'src/curriculum', file);
    cpSync(join(root, 'src/curriculum'), join(folder, 'src/curriculum'), { recursive: true });
    const before = readFileSync(path, 'utf8');
    assert.notEqual(change(before), before);
    writeFileSync(path, change(before));
    try {
      readCurriculum(folder);
    } catch (error) {
      assert.ok(error instanceof CurriculumError);
      return error.message;
    }
    return '';
  }

  test('a topic that two chapters have without a reason', () => {
    const copied = said('chapters/express.yaml', (text) => text.replace('id: C11', 'id: C01'));
    assert.match(copied, /chapters\/express\.yaml: C01 belongs to backends already; .* “again: C01” and “because: …”/);
    const bare = said('chapters/pagination.yaml', (text) => text.replace(/because: [^]*?(?=sandboxes)/, ''));
    assert.match(bare, /chapters\/pagination\.yaml: topics\.2: write id, question and runs .* or again and because/);
    const first = said('chapters/express.yaml', (text) =>
      text.replace(/- id: C11\n.*\n.*\n/, '- again: X\n    because: y\n').replace('X', 'C60'),
    );
    assert.match(first, /chapters\/express\.yaml: no earlier chapter has C60/);
  });

  test('an error of a topic or a chapter that is not there, or an id twice', () => {
    const file = 'errors/cors.yaml';
    assert.match(
      said(file, (text) => text.replace('[A15]', '[A99]')),
      /cors\.yaml: E028: no chapter has a topic A99/,
    );
    const chapter = said(file, (text) => text.replace('chapter: cors', 'chapter: corse'));
    assert.match(chapter, /cors\.yaml: E032: src\/book\.ts has no chapter “corse”/);
    assert.match(
      said(file, (text) => text.replace('E028', 'E001')),
      /E001: the id is used twice/,
    );
    assert.match(
      said(file, (text) => text.replace('kind: wrong', 'kind: bad')),
      /errors\.0\.kind: the kinds are security/,
    );
    assert.match(
      said(file, (text) => `${text}  - :\n[`),
      /cors\.yaml: this is not YAML/,
    );
  });

  test('a part that is finished closes the lists of its chapters', () => {
    assert.equal(
      said('closed.yaml', () => 'methods: [topics]\ndistributed-systems: [topics, exercise]\n'),
      '',
    );
    const { chapters } = readCurriculum(folder);
    assert.deepEqual(chapters.get('delivery')!.closed, ['topics', 'exercise']);
    assert.deepEqual(chapters.get('methods')!.closed, ['topics']);
    assert.deepEqual(chapters.get('tables')!.closed, []);
  });

  test('a finished list of no chapter, or of no kind', () => {
    assert.match(
      said('closed.yaml', (text) => `${text}method: [topics]\n`),
      /“method” is the slug of no chapter and no part/,
    );
    assert.match(
      said('closed.yaml', () => 'delivery: [facts]\n'),
      /delivery\.0: the lists are topics, errors/,
    );
  });
});
