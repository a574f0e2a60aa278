/** Chapters keep to the curriculum: they claim what is theirs, and what is marked as finished is complete. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readClaims } from '../../src/curriculum/claims.ts';
import { coverage, coverageProblems, total, type ChapterClaims } from '../../src/curriculum/coverage.ts';
import { readCurriculum, type Curriculum } from '../../src/curriculum/curriculum.ts';
import { chapterReport, tableOf } from '../../src/curriculum/report.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const curriculum = readCurriculum(root);
const claims = readClaims(catalogue(root));
const sandboxes = catalogue(root).ids;

test('the book and the curriculum agree', () => {
  assert.ok(claims.length >= 3);
  assert.deepEqual(coverageProblems(curriculum, claims, sandboxes), []);
});

describe('what a chapter claims', () => {
  /** The problems of one chapter that is as it should be, except for the claims that are given. */
  const pagination = (wrong: Partial<ChapterClaims> = {}): readonly string[] => {
    const right: ChapterClaims = {
      slug: 'pagination',
      file: 'content/pagination.mdx',
      covers: ['A16', 'B-CL4', 'B15.1'],
      errata: ['E035', 'E036'],
      corrections: [
        { errata: ['E035'], line: 40 },
        { errata: ['E036'], line: 60 },
      ],
      questions: 6,
    };
    return coverageProblems({ ...curriculum, chapters: withoutClosed }, [{ ...right, ...wrong }], []);
  };
  const withoutClosed: Curriculum['chapters'] = new Map(
    [...curriculum.chapters].map(([slug, plan]) => [slug, { ...plan, closed: [] }]),
  );
  const one = (problems: readonly string[], pattern: RegExp) => {
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0]!, pattern);
  };

  test('is accepted when it is its own, a topic that two chapters share included', () => {
    assert.deepEqual(pagination(), []);
  });

  test('is no topic that does not exist', () => {
    one(pagination({ covers: ['A16', 'A99'] }), /^content\/pagination\.mdx: “covers” has A99, which is no topic/);
  });

  test('is no topic of another chapter', () => {
    one(pagination({ covers: ['A16', 'A17'] }), /“covers” has A17, which belongs to rate-limiting; .*“again: A17”/);
  });

  test('is nothing twice', () => {
    one(pagination({ covers: ['A16', 'A16'] }), /“covers” has A16 twice/);
    one(pagination({ errata: ['E035', 'E036', 'E036'] }), /“errata” has E036 twice/);
  });

  test('is what its Corrections correct, no more', () => {
    one(pagination({ errata: ['E035', 'E036', 'E037'] }), /“errata” has E037, which no Correction corrects/);
  });

  test('is what its Corrections correct, no less', () => {
    one(pagination({ errata: ['E035'] }), /line 60: a Correction of E036, which is missing in “errata”/);
  });

  test('is no error that does not exist, none of another chapter, and none corrected twice', () => {
    const correct = (...ids: string[]) =>
      pagination({ errata: ids, corrections: ids.map((id) => ({ errata: [id], line: 7 })) });
    one(correct('E999'), /line 7: a Correction of E999, which is no common error/);
    one(correct('E055'), /line 7: a Correction of E055, which rate-limiting has to correct; .*“chapter: pagination”/);
    // One of the chapter's topics, B15.1, belongs to a second chapter as well.
    assert.deepEqual(correct('E004'), []);
    one(
      pagination({
        corrections: [
          { errata: ['E035', 'E036'], line: 1 },
          { errata: ['E036'], line: 9 },
        ],
      }),
      /two Corrections correct E036/,
    );
  });
});

describe('a list that is marked as finished', () => {
  const closing = (...closed: ('topics' | 'errors' | 'sandboxes' | 'exercise' | 'questions')[]) => {
    const chapters = new Map(curriculum.chapters);
    chapters.set('methods', { ...chapters.get('methods')!, closed });
    return { ...curriculum, chapters };
  };
  const methods = claims.filter(({ slug }) => slug === 'methods');
  const planned = ['methods/replay', 'methods/put-vs-patch', 'methods/exercise'];
  const said = (given: ReturnType<typeof closing>, chapter: Partial<ChapterClaims>, ids = planned) =>
    coverageProblems(given, [{ ...methods[0]!, ...chapter }], ids).filter((line) => line.includes(' of methods '));

  test('is complete', () => {
    assert.deepEqual(said(closing('topics', 'errors', 'sandboxes', 'exercise', 'questions'), {}), []);
  });

  test('lacks no topic, no error, no sandbox, no exercise and no question', () => {
    assert.match(said(closing('topics'), { covers: ['A02', 'C18'] }).join(), /topics of methods .* but missing: A12/);
    const corrections = methods[0]!.corrections.filter(({ errata }) => !errata.includes('E014'));
    assert.match(said(closing('errors'), { corrections }).join(), /errors of methods .* but missing: E014/);
    assert.match(said(closing('sandboxes'), {}, ['methods/replay']).join(), /missing: methods\/put-vs-patch/);
    assert.match(said(closing('exercise'), {}, ['methods/replay']).join(), /missing: methods\/exercise/);
    assert.match(said(closing('questions'), { questions: 4 }).join(), /missing: 1 more/);
  });

  test('may miss what is not marked', () => {
    assert.deepEqual(said(closing('topics'), { corrections: [] }, []), []);
  });
});

describe('npm run book', () => {
  // As if the last chapter were not written.
  const chapters = coverage(
    curriculum,
    claims.filter(({ slug }) => slug !== 'delivery'),
    [...planned(), 'methods/extra'],
  );
  function planned() {
    return ['methods/replay', 'methods/exercise'];
  }

  test('counts what is written of all there must be', () => {
    const { topics, errors, sandboxes: boxes, exercise, questions } = total(chapters);
    assert.deepEqual([topics.all, errors.all, boxes.all, exercise.all, questions.all], [172, 238, 101, 38, 190]);
    assert.deepEqual([boxes.written, exercise.written], [1, 1]);
    const ownTopics = claims.flatMap(({ slug, covers }) => (slug === 'delivery' ? [] : covers));
    // A02 counts once the second chapter that must have it is written, too.
    assert.ok(topics.written <= ownTopics.length && topics.written >= ownTopics.length - 2);
  });

  test('prints a line for each chapter and the sums', () => {
    const table = tableOf(chapters);
    assert.match(table, /^ +4 {2}methods +3\/3 +10\/10 +1\/2 +1\/1 +5\/5 {2}topics/m);
    assert.match(table, /^ +38 {2}delivery +0\/5 +0\/2 +0\/3 +0\/1 +0\/5(?: |$)/m);
    assert.match(table, /^The book +\d+\/172 +\d+\/238 +1\/101 +1\/38 +\d+\/190$/m);
  });

  test('lists what is open in a chapter, with its text', () => {
    const report = (slug: string) =>
      chapterReport(
        curriculum,
        chapters.find(({ plan }) => plan.slug === slug)!,
      );
    assert.match(report('methods'), /methods\/put-vs-patch \[express\]\n +edit the merge function/);
    assert.match(report('methods'), /and not in the plan: methods\/extra/);
    assert.match(report('delivery'), /^ {2}A46 +Which test types exist/m);
    assert.match(report('delivery'), /^ {2}E214 +wrong: “Containers give a secure environment.*\n +Shared kernel/m);
    const before = coverage(
      curriculum,
      claims.filter(({ slug }) => slug !== 'idempotency-keys'),
      [],
    ).find(({ plan }) => plan.slug === 'idempotency-keys')!;
    assert.match(chapterReport(curriculum, before), /A02 .*\n? +\(also in methods\)/);
  });
});
