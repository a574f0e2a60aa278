/** An interview: which questions are asked, how far it is, and what it has shown to be weak. */
import { partOfEntry, type Bank, type BankEntry, type BankPart } from './bank.ts';
import type { Asked, Grade, Interview } from './store.ts';

/** Minutes that an interview takes. */
export const MINUTES = 20;

/** Interviews before this one whose questions come last. */
const REMEMBERED = 3;

/**
 * Mixes the questions of an interview: one of each part, in rounds, the parts of a round in any order. Within a part
 * chapters take turns, and what was asked lately comes last.
 *
 * @param parts numbers of the parts that are asked about
 * @param before earlier interviews, the newest last
 * @param random from 0 to 1, as `Math.random`
 * @returns ids of all questions of the parts
 */
export function mix(
  bank: Bank,
  parts: readonly number[],
  before: readonly Interview[],
  random: () => number = Math.random,
): readonly string[] {
  const lately = new Set(before.slice(-REMEMBERED).flatMap(({ asked }) => asked.map(({ id }) => id)));
  const queues = parts.map((number) => {
    const own = bank.entries.filter((entry) => entry.kind === 'question' && partOfEntry(bank, entry) === number);
    const shuffled = shuffle(own, random);
    return [
      ...inTurns(shuffled.filter(({ id }) => !lately.has(id))),
      ...inTurns(shuffled.filter(({ id }) => lately.has(id))),
    ];
  });
  const order: string[] = [];
  for (let round = 0; queues.some((queue) => queue.length > round); round += 1) {
    const asked = queues.flatMap((queue) => queue[round]?.id ?? []);
    order.push(...shuffle(asked, random));
  }
  return order;
}

/** The same questions, so that each chapter has had one before any has two. */
function inTurns(entries: readonly BankEntry[]): readonly BankEntry[] {
  const had = new Map<string, number>();
  const turn = entries.map(({ chapter }) => {
    const count = had.get(chapter) ?? 0;
    had.set(chapter, count + 1);
    return count;
  });
  return entries
    .map((entry, index) => ({ entry, turn: turn[index]! }))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ entry }) => entry);
}

/** Fisher and Yates, as in Knuth, The Art of Computer Programming 2, §3.4.2. */
function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** @returns the id of the question that is asked now; `null` when all were asked or the interview is over */
export function currentOf({ ended, order, asked }: Interview): string | null {
  return ended === null ? (order[asked.length] ?? null) : null;
}

/** @returns milliseconds until its time is up; 0 after it */
export function leftOf({ began, minutes }: Interview, now: number): number {
  return Math.max(0, began + minutes * 60_000 - now);
}

/** @returns `12:05` */
export function clockWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** @returns how well a question was answered with what was asked next: as well as the weaker of both */
export const gradeOf = ({ grade, next }: Asked): Grade => (next === null || grade < next ? grade : next);

/** Whether an answer was weak: not there, or with gaps. */
export const isWeak = (asked: Asked): boolean => gradeOf(asked) <= 2;

export interface PartLook {
  readonly part: BankPart;
  readonly asked: number;
  readonly weak: number;
}

export interface LookBack {
  /** The parts that were asked about, in the order of the book. */
  readonly parts: readonly PartLook[];
  /** The questions that were weak, the weakest first. */
  readonly weak: readonly { readonly entry: BankEntry; readonly asked: Asked }[];
  /** Ids of the topics that they are about, those with the most first. */
  readonly topics: readonly string[];
}

/** What an interview has shown. Questions that the book has no longer are left out. */
export function lookBack(bank: Bank, { asked }: Interview): LookBack {
  const known = asked.flatMap((each) => {
    const entry = bank.entries.find(({ id }) => id === each.id);
    return entry === undefined ? [] : [{ entry, asked: each }];
  });
  const weak = known
    .filter((each) => isWeak(each.asked))
    .toSorted((one, other) => gradeOf(one.asked) - gradeOf(other.asked));
  const counts = new Map<string, number>();
  for (const topic of weak.flatMap(({ entry }) => entry.topics)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return {
    parts: bank.parts
      .map((part): PartLook => {
        const own = known.filter(({ entry }) => partOfEntry(bank, entry) === part.number);
        return { part, asked: own.length, weak: own.filter((each) => isWeak(each.asked)).length };
      })
      .filter((look) => look.asked > 0),
    weak,
    topics: [...counts].toSorted(([, one], [, other]) => other - one).map(([id]) => id),
  };
}
