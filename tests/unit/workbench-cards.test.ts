/** Cards: what is kept and how it is read, which are due, and when they come back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Bank, BankEntry } from '../../src/workbench/cards/bank.ts';
import { deckOf } from '../../src/workbench/cards/deck.ts';
import { dayOf, dueCount, isDue, nextOf, queueOf, spanWords } from '../../src/workbench/cards/queue.ts';
import { outcomes } from '../../src/workbench/cards/schedule.ts';
import {
  addedCards,
  CARDS_KEY,
  CardsStore,
  NOTHING_LEARNED,
  readLearned,
  type Card,
  type Grade,
  type Interview,
  type Learned,
} from '../../src/workbench/cards/store.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Noon by the clock of the machine, as the reader's would be. */
const NOON = new Date(2026, 0, 15, 12).getTime();

const card = (changes: Partial<Card> = {}): Card => ({
  ...{ due: NOON, first: NOON - 9 * DAY, last: NOON - 3 * DAY, state: 2, stability: 3, difficulty: 5 },
  ...{ step: 0, days: 3, reps: 2, lapses: 0 },
  ...changes,
});

const interview = (began: number, ended: number | null = began + 20 * MINUTE): Interview => ({
  ...{ began, ended, minutes: 20, order: ['a/x', 'a/y'], asked: [{ id: 'a/x', grade: 2, next: null }] },
});

class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}
const storageOf = (text?: string) => {
  const memory = new MemoryStorage();
  if (text !== undefined) memory.setItem(CARDS_KEY, text);
  return memory as unknown as Storage;
};

describe('what is kept', () => {
  test('is read as it was written', () => {
    const storage = storageOf();
    const store = new CardsStore(storage);
    store.put('methods/put-or-patch', card());
    store.choose({ newPerDay: 5, without: [2], topics: true });
    store.putInterview(interview(NOON));
    assert.deepEqual(new CardsStore(storage).learned, store.learned);
    assert.deepEqual(store.learned, {
      cards: { 'methods/put-or-patch': card() },
      choices: { newPerDay: 5, without: [2], topics: true },
      interviews: [interview(NOON)],
    });
  });

  test('keeps what another tab has written since', () => {
    const storage = storageOf();
    const [one, other] = [new CardsStore(storage), new CardsStore(storage)];
    one.put('a', card());
    other.put('b', card());
    one.choose({ newPerDay: 20 });
    assert.deepEqual(Object.keys(one.learned.cards), ['a', 'b']);
    other.reload();
    assert.equal(other.learned.choices.newPerDay, 20);
    other.put('a', null);
    one.reload();
    assert.deepEqual(Object.keys(one.learned.cards), ['b']);
  });

  test('costs no more than itself when it is damaged', () => {
    for (const text of ['', '{', 'null', '[]', '7', '{"version":0}', '{"version":1,"cards":7,"choices":[]}'])
      assert.deepEqual(readLearned(text), NOTHING_LEARNED, text);
    const damaged = { version: 1, cards: { good: card(), zero: card({ stability: 0 }), text: 'x', half: { due: 1 } } };
    assert.deepEqual(Object.keys(readLearned(JSON.stringify(damaged)).cards), ['good']);
    const { interviews } = readLearned(
      JSON.stringify({ version: 1, interviews: [interview(1), { began: 2 }, { ...interview(3), asked: [{ id: 1 }] }] }),
    );
    assert.deepEqual(interviews, [interview(1), { ...interview(3), asked: [] }]);
  });

  test('is any JSON, and what is read of it can be written and read again', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        for (const kept of [text, JSON.stringify({ version: 1, cards: value, choices: value, interviews: [value] })]) {
          const learned = readLearned(kept);
          assert.deepEqual(readLearned(JSON.stringify({ version: 1, ...learned })), learned);
        }
      }),
    );
  });

  test('of a newer version is left as it is', () => {
    const text = '{"version":2,"cards":{"a":{}}}';
    const storage = storageOf(text);
    const store = new CardsStore(storage);
    assert.match(store.problem ?? '', /newer version/);
    store.put('b', card());
    assert.deepEqual(Object.keys(store.learned.cards), ['b']);
    assert.equal(storage.getItem(CARDS_KEY), text);
  });

  test('is lost with the page where storage is closed or full, which is said', () => {
    assert.match(new CardsStore(null).problem ?? '', /keeps nothing/);
    const full = storageOf();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const store = new CardsStore(full);
    store.put('a', card());
    store.put('b', card());
    assert.match(store.problem ?? '', /full or forbidden/);
    assert.deepEqual(Object.keys(store.learned.cards), ['a', 'b']);
  });

  test('remembers thirty interviews', () => {
    const store = new CardsStore(storageOf());
    for (let began = 1; began <= 40; began += 1) store.putInterview(interview(began));
    store.putInterview({ ...interview(40), ended: 99 });
    assert.equal(store.learned.interviews.length, 30);
    assert.equal(store.learned.interviews.at(-1)?.ended, 99);
  });

  test('takes from a copy what was answered later, and nothing away', () => {
    const here: Learned = {
      ...NOTHING_LEARNED,
      cards: { both: card({ last: 5 }), newer: card({ last: 9 }), here: card() },
      interviews: [interview(2)],
    };
    const copy = {
      cards: { both: card({ last: 6 }), newer: card({ last: 8 }), there: card() },
      interviews: [interview(1), { ...interview(2), ended: 7 }, interview(3, null)],
    };
    const all = addedCards(here, copy);
    assert.deepEqual(Object.keys(all.cards).sort(), ['both', 'here', 'newer', 'there']);
    assert.deepEqual([all.cards['both']?.last, all.cards['newer']?.last], [6, 9]);
    // The same interview is not there twice, and one that goes on elsewhere does not go on here.
    assert.deepEqual(all.interviews, [interview(1), interview(2)]);
  });
});

describe('which cards come', () => {
  test('a day begins at four, also where the clock changes', () => {
    const at = (hours: number, minutes = 0) => new Date(2026, 0, 15, hours, minutes).getTime();
    assert.equal(dayOf(at(3, 59)).ends, at(4));
    assert.equal(dayOf(at(4)).begins, at(4));
    assert.equal(new Date(dayOf(at(12)).ends).getDate(), 16);
  });

  test('a card that comes back after days is due for all of its day, one that is learned at its minute', () => {
    assert.equal(isDue(card({ due: NOON + 5 * 60 * MINUTE }), NOON), true);
    assert.equal(isDue(card({ due: NOON + DAY }), NOON), false);
    assert.equal(isDue(card({ state: 1, due: NOON + 1 }), NOON), false);
    assert.equal(isDue(card({ state: 3, due: NOON }), NOON), true);
    assert.equal(dueCount({ a: card(), b: card({ due: NOON + DAY }) }, NOON), 1);
  });

  test('what is being learned comes first, then what is due, then new ones up to the day’s number', () => {
    const cards = {
      review: card({ due: NOON - DAY }),
      learning: card({ state: 1, due: NOON - 1 }),
      soon: card({ state: 1, due: NOON + 10 * MINUTE }),
      today: card({ first: NOON - MINUTE, due: NOON + 4 * DAY }),
      gone: card(),
    };
    const deck = ['new1', 'new2', 'new3', 'review', 'learning', 'soon', 'today'];
    const queue = queueOf(deck, cards, NOON, 3);
    assert.deepEqual(queue, { due: ['learning', 'review'], later: ['soon'], fresh: ['new1', 'new2'] });
    assert.equal(nextOf(queue, cards, NOON), 'learning');
    assert.equal(nextOf({ ...queue, due: [] }, cards, NOON), 'new1');
    // When nothing else is left, it need not be waited for.
    assert.equal(nextOf({ due: [], later: ['soon'], fresh: [] }, cards, NOON), 'soon');
    assert.equal(nextOf({ due: [], later: ['soon'], fresh: [] }, cards, NOON - 30 * MINUTE), null);
    assert.deepEqual(queueOf(deck, cards, NOON, 0).fresh, []);
  });

  test('new ones of chapters that were read come first; parts can be left out, topics added', () => {
    const entry = (id: string, chapter: string, kind: BankEntry['kind'] = 'question'): BankEntry => ({
      ...{ id, kind, ask: id, next: [], chapter, topics: [], explained: [], sandbox: null },
    });
    const bank: Bank = {
      parts: [],
      chapters: [
        { slug: 'one', number: 1, title: 'One', part: 1 },
        { slug: 'two', number: 2, title: 'Two', part: 2 },
      ],
      // One of the topics asks what a chapter asks, to the letter.
      entries: [
        entry('a', 'one'),
        entry('b', 'two'),
        entry('T1', 'two', 'topic'),
        { ...entry('T2', 'two', 'topic'), ask: 'a' },
      ],
      topics: {},
    };
    const read = { read: true, run: [], predicted: {}, solved: false, section: null, at: 1 };
    const ids = (choices: Partial<Learned['choices']>, chapters = {}) =>
      deckOf(bank, { ...NOTHING_LEARNED.choices, ...choices }, chapters).map(({ id }) => id);
    assert.deepEqual(ids({}), ['a', 'b']);
    assert.deepEqual(ids({ topics: true }, { two: read }), ['b', 'T1', 'a']);
    assert.deepEqual(ids({ without: [1] }), ['b']);
  });
});

describe('when a card comes back', () => {
  test('a new one after minutes, or after days when it was known', () => {
    const next = outcomes(null, NOON);
    assert.equal(next[1].due - NOON, MINUTE);
    assert.equal(next[3].due - NOON, 10 * MINUTE);
    assert.ok(next[4].due - NOON >= 2 * DAY);
    assert.deepEqual([next[1].state, next[4].state], [1, 2]);
    assert.equal(next[3].first, NOON);
  });

  test('the better it was known the later, and the longer each time', () => {
    let known: Card | null = null;
    let now = NOON;
    let days = 0;
    for (let round = 0; round < 6; round += 1) {
      const next: Readonly<Record<Grade, Card>> = outcomes(known, now);
      assert.ok(next[1].due <= next[2].due && next[2].due <= next[3].due && next[3].due <= next[4].due);
      known = next[3];
      assert.equal(known.first, NOON);
      assert.ok(known.days >= days, `${known.days} after ${days}`);
      days = known.days;
      now = known.due;
    }
    assert.ok(days > 30, `${days} days after six good answers`);
    const forgotten = outcomes(known, now)[1];
    assert.deepEqual([forgotten.state, forgotten.lapses, forgotten.due - now], [3, 1, 10 * MINUTE]);
  });

  test('is what the button has said: the same twice, and after it was stored', () => {
    const known = outcomes(outcomes(null, NOON)[4], NOON + 20 * DAY)[3];
    assert.deepEqual(outcomes(known, known.due), outcomes(known, known.due));
    const stored = JSON.parse(JSON.stringify(known)) as Card;
    assert.deepEqual(outcomes(stored, known.due), outcomes(known, known.due));
  });

  test('in words', () => {
    assert.deepEqual([0, MINUTE, 10 * MINUTE, 90 * MINUTE, DAY, 3.4 * DAY, 70 * DAY, 800 * DAY].map(spanWords), [
      '1 minute',
      '1 minute',
      '10 minutes',
      '2 hours',
      '1 day',
      '3 days',
      '2 months',
      '2 years',
    ]);
  });
});
