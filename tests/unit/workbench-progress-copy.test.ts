/** Progress taken along: copies that are saved and added, and what the book makes of what was done. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { added, readCopy, writeCopy } from '../../src/workbench/progress/copy.ts';
import type { LearnedCopy } from '../../src/workbench/cards/store.ts';
import { doneOf, nextStep, totalOf, wordsOf, type Outline } from '../../src/workbench/progress/outline.ts';
import type { ChapterProgress, Chapters } from '../../src/workbench/progress/progress.ts';

const some = (changes: Partial<ChapterProgress>): ChapterProgress => ({
  ...{ read: false, run: [], predicted: {}, solved: false, section: null, at: 0 },
  ...changes,
});

const word = fc.stringMatching(/^[a-z]{1,3}$/);
const chapters: fc.Arbitrary<Chapters> = fc.dictionary(
  word,
  fc.record(
    {
      read: fc.boolean(),
      run: fc.uniqueArray(word),
      predicted: fc.dictionary(word, fc.string(), { noNullPrototype: true }),
      solved: fc.boolean(),
      section: fc.option(word),
      at: fc.nat(),
    },
    { noNullPrototype: true },
  ),
  { noNullPrototype: true },
);

describe('a copy', () => {
  test('is read as it was saved', () => {
    const none = { learned: { cards: {}, interviews: [] }, unreadable: 0 };
    fc.assert(
      fc.property(chapters, (all) => assert.deepEqual(readCopy(writeCopy(all)), { ok: true, chapters: all, ...none })),
    );
  });

  test('has the cards and interviews, and says how many of them cannot be read', () => {
    const card = {
      due: 9,
      first: 1,
      last: 2,
      state: 1,
      stability: 1,
      difficulty: 5,
      step: 0,
      days: 0,
      reps: 1,
      lapses: 0,
    };
    const interview = { began: 1, ended: 2, minutes: 20, order: ['a'], asked: [{ id: 'a', grade: 1, next: 4 }] };
    const learned = { cards: { a: card }, interviews: [interview] } as unknown as LearnedCopy;
    assert.deepEqual(readCopy(writeCopy({}, learned)), { ok: true, chapters: {}, learned, unreadable: 0 });
    const damaged = writeCopy({}, learned).replace('"stability": 1', '"stability": null');
    const read = readCopy(damaged);
    assert.ok(read.ok);
    assert.deepEqual([read.learned.cards, read.unreadable], [{}, 1]);
  });

  test('that was saved before there were cards is read', () => {
    const old = writeCopy({ methods: some({ read: true }) }).replace(/,\s*"cards": [^]*\]/, '');
    assert.doesNotMatch(old, /cards|interviews/);
    const read = readCopy(old);
    assert.ok(read.ok && read.chapters['methods']?.read);
  });

  test('that is none, or cannot be read, is refused in a sentence', () => {
    const copy = writeCopy({ methods: some({ read: true }) });
    for (const [text, sentence] of [
      ['', /it is not JSON/],
      [copy.slice(0, -9), /it is not JSON/],
      ['[]', /no copy of your progress/],
      ['{"version":1,"chapters":{}}', /no copy of your progress/],
      [copy.replace('"version": 1', '"version": 2'), /a newer version of this book/],
      [copy.replace('"version": 1', '"version": "1"'), /damaged/],
      [copy.replace('"chapters": {', '"chapters": 3, "x": {'), /damaged/],
      [copy.replace('"cards": {', '"cards": [], "x": {'), /damaged: it does not say which cards/],
      [copy.replace('"interviews": [', '"interviews": 1, "x": ['), /damaged: its interviews/],
      [' '.repeat(2_000_001), /too large/],
    ] as const) {
      const result = readCopy(text);
      assert.match(result.ok ? 'read' : result.message, sentence, text.slice(0, 40));
    }
  });

  test('adds, and takes nothing away', () => {
    fc.assert(
      fc.property(chapters, chapters, (here, copy) => {
        const all = added(here, copy);
        for (const from of [here, copy])
          for (const [slug, before] of Object.entries(from)) {
            const after = all[slug]!;
            assert.ok(after.read >= before.read && after.solved >= before.solved && after.at >= before.at);
            assert.deepEqual(
              before.run.filter((id) => !after.run.includes(id)),
              [],
            );
            for (const id of Object.keys(before.predicted)) assert.ok(id in after.predicted);
          }
        for (const [slug, { predicted }] of Object.entries(here))
          for (const [id, said] of Object.entries(predicted)) assert.equal(all[slug]!.predicted[id], said);
        assert.deepEqual(added(all, copy), all, 'the same copy once more changes nothing');
      }),
    );
  });
});

const BOOK: Outline = [
  {
    ...{ slug: 'one', number: 1, title: 'One', sandboxes: ['one/a', 'one/b'], predictions: ['p'], exercise: true },
    sections: [{ id: 'idea', text: 'The idea' }],
  },
  { slug: 'two', number: 2, title: 'Two', sections: [], sandboxes: [], predictions: [], exercise: false },
  { slug: 'four', number: 4, title: 'Four', sections: [], sandboxes: ['four/a'], predictions: [], exercise: false },
];

describe('in the book', () => {
  test('how much of a chapter was done, in words and as a share', () => {
    const of = (changes: Partial<ChapterProgress>) => doneOf(BOOK[0]!, some(changes));
    assert.equal(doneOf(BOOK[0]!, undefined), null);
    assert.equal(of({}), null);
    assert.deepEqual(of({ section: 'idea' }), { share: 0, words: 'begun' });
    assert.deepEqual(of({ run: ['one/b', 'gone/x'] }), { share: 1 / 5, words: '1 of 2 sandboxes run' });
    assert.deepEqual(of({ read: true, run: ['one/a', 'one/b'], predicted: { p: 'x', gone: 'y' }, solved: true }), {
      share: 1,
      words: 'read, 2 of 2 sandboxes run, 1 of 1 predicted, exercise solved',
    });
    assert.deepEqual(doneOf(BOOK[1]!, some({ read: true, solved: true })), { share: 1, words: 'read' });
  });

  test('it goes on where the reader was last', () => {
    const words = (progress: Chapters) => nextStep(BOOK, progress)?.words ?? null;
    const path = (progress: Chapters) => nextStep(BOOK, progress)?.path ?? null;
    assert.equal(words({}), null);
    assert.equal(words({ gone: some({ read: true, at: 9 }) }), null);
    assert.equal(words({ one: some({ run: ['one/a'], at: 1 }) }), 'chapter 1: One');
    const middle = { one: some({ section: 'idea', at: 2 }), two: some({ read: true, at: 1 }) };
    assert.deepEqual([words(middle), path(middle)], ['chapter 1: The idea', 'one/#idea']);
    assert.equal(words({ one: some({ section: 'renamed' }) }), 'chapter 1: One');
    const read = { one: some({ read: true, at: 1 }) };
    assert.deepEqual([words(read), path(read)], ['chapter 1, exercise', 'one/#exercise']);
    assert.equal(words({ one: some({ read: true, solved: true }) }), 'chapter 2: Two');
    const end = { four: some({ read: true, at: 3 }), one: some({ read: true, solved: true }) };
    assert.equal(words(end), 'chapter 2: Two', 'what was left out before comes after the last');
    assert.equal(words({ ...end, two: some({ read: true }) }), null, 'all of it was done');
  });

  test('all of it together', () => {
    assert.equal(wordsOf(totalOf({})), '');
    assert.equal(wordsOf(totalOf({ one: some({ section: 'idea' }) })), '');
    assert.equal(
      wordsOf(
        totalOf({ one: some({ read: true, run: ['a', 'b'], solved: true }), x: some({ predicted: { p: '1' } }) }),
      ),
      '1 chapter read, 2 sandboxes run, 1 prediction made, 1 exercise solved',
    );
  });
});
