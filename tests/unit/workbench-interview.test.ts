/** An interview: a mix by part, a clock, and what was weak. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Bank, BankEntry } from '../../src/workbench/cards/bank.ts';
import { clockWords, currentOf, gradeOf, leftOf, lookBack, mix } from '../../src/workbench/cards/interview.ts';
import type { Asked, Interview } from '../../src/workbench/cards/store.ts';

const chapters = ['a', 'b', 'c', 'd', 'e', 'f'].map((slug, index) => ({
  ...{ slug, number: index + 1, title: slug.toUpperCase() },
  // Two chapters a part.
  part: Math.floor(index / 2) + 1,
}));
const bank: Bank = {
  parts: [1, 2, 3].map((number) => ({ number, numeral: 'I'.repeat(number), title: `Part ${number}` })),
  chapters,
  entries: chapters.flatMap(({ slug }) => [
    ...[1, 2, 3, 4].map((number): BankEntry => ({
      ...{ id: `${slug}/${number}`, kind: 'question', ask: '', next: [], chapter: slug },
      ...{ topics: [`T${slug}`, 'TALL'], explained: [], sandbox: null },
    })),
    { id: `T${slug}`, kind: 'topic', ask: '', next: [], chapter: slug, topics: [], explained: [], sandbox: null },
  ]),
  topics: {},
};
const chapterOf = (id: string) => id.split('/')[0]!;
const partOf = (id: string) => chapters.find(({ slug }) => slug === chapterOf(id))!.part;
const held = (asked: readonly Asked[] = []): Interview => ({
  ...{ began: 1_000_000, ended: null, minutes: 20, order: ['a/1', 'c/1'], asked },
});

/** Random numbers that a seed gives, the same each time. */
const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })).map((stream) => () => {
  const { value } = stream.next() as { value: number };
  return value;
});

describe('the mix', () => {
  test('asks each question once, a part in each place of a round, and no topics', () => {
    fc.assert(
      fc.property(random, (chance) => {
        const order = mix(bank, [1, 2, 3], [], chance);
        assert.equal(new Set(order).size, 24);
        assert.equal(order.length, 24);
        for (let round = 0; round < 8; round += 1)
          assert.deepEqual(
            order
              .slice(round * 3, round * 3 + 3)
              .map(partOf)
              .sort(),
            [1, 2, 3],
          );
        // Both chapters of a part have had a question before one has two.
        for (const part of [1, 2, 3]) {
          const own = order.filter((id) => partOf(id) === part).slice(0, 2);
          assert.equal(new Set(own.map(chapterOf)).size, 2);
        }
      }),
    );
  });

  test('is of the parts that were chosen', () => {
    assert.deepEqual([...new Set(mix(bank, [2], []).map(partOf))], [2]);
    assert.deepEqual(mix(bank, [], []), []);
  });

  test('asks last what the interviews before have asked', () => {
    const before = held(['a/1', 'a/2', 'b/1'].map((id) => ({ id, grade: 3, next: null })));
    fc.assert(
      fc.property(random, (chance) => {
        const order = mix(bank, [1], [before], chance);
        assert.deepEqual(order.slice(-3).sort(), ['a/1', 'a/2', 'b/1']);
      }),
    );
  });

  test('is another one by chance', () => {
    const orders = [0.1, 0.4, 0.9].map((value) => mix(bank, [1, 2, 3], [], () => value));
    assert.equal(new Set(orders.map((order) => order.join())).size, 3);
    assert.ok(new Set(orders.map((order) => order.map(partOf).join())).size > 1, 'parts come in one order only');
  });
});

describe('the clock', () => {
  test('runs from the beginning to twenty minutes', () => {
    assert.equal(clockWords(leftOf(held(), 1_000_000)), '20:00');
    assert.equal(clockWords(leftOf(held(), 1_000_000 + 61_500)), '18:59');
    assert.equal(clockWords(leftOf(held(), 1_000_000 + 1_199_999)), '0:01');
    assert.equal(leftOf(held(), 9_000_000), 0);
  });

  test('the question after those that were answered is asked, until it is over', () => {
    const one: Asked = { id: 'a/1', grade: 3, next: 3 };
    assert.equal(currentOf(held()), 'a/1');
    assert.equal(currentOf(held([one])), 'c/1');
    assert.equal(currentOf(held([one, one])), null);
    assert.equal(currentOf({ ...held(), ended: 5 }), null);
  });
});

describe('the look back', () => {
  const asked: readonly Asked[] = [
    { id: 'a/1', grade: 2, next: 4 },
    { id: 'c/1', grade: 4, next: 3 },
    { id: 'd/2', grade: 3, next: 1 },
    { id: 'a/2', grade: 4, next: null },
    { id: 'gone/1', grade: 1, next: null },
  ];

  test('counts a question as well as the weaker of its two answers', () => {
    assert.deepEqual(asked.map(gradeOf), [2, 3, 1, 4, 1]);
  });

  test('says by part what was asked and what was weak, the weakest first, with the topics behind it', () => {
    const { parts, weak, topics } = lookBack(bank, held(asked));
    assert.deepEqual(
      parts.map((look) => [look.part.number, look.asked, look.weak]),
      [
        [1, 2, 1],
        [2, 2, 1],
      ],
    );
    assert.deepEqual(
      weak.map(({ entry }) => entry.id),
      ['d/2', 'a/1'],
    );
    assert.deepEqual(topics, ['TALL', 'Td', 'Ta']);
  });
});
