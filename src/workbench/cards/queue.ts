/** Which cards are due, which are new today, and which comes next. */
import type { Card, Cards } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A day of learning begins at four in the morning: who learns at midnight is still on the day before. */
const DAY_BEGINS = 4 * HOUR;

/** When nothing else is left, a card that is being learned comes this much before its time. */
const AHEAD = 20 * MINUTE;

export interface Queue {
  /** Ids of cards that are due now, in the order in which they come. */
  readonly due: readonly string[];
  /** Ids of those that are learned and become due later today. */
  readonly later: readonly string[];
  /** Ids of cards that are new and may be begun today. */
  readonly fresh: readonly string[];
}

/** @returns when the day that `now` is in has begun, and when the next begins, by the reader's clock */
export function dayOf(now: number): { readonly begins: number; readonly ends: number } {
  const day = new Date(now - DAY_BEGINS);
  const at = (days: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, 4).getTime();
  return { begins: at(0), ends: at(1) };
}

/** @returns whether a card can come now; one that comes back after days is due for all of its day */
export const isDue = ({ due, state }: Card, now: number): boolean => (state === 2 ? due < dayOf(now).ends : due <= now);

/**
 * @param deck ids of all cards there are, in the order in which new ones are begun
 * @param newPerDay new cards a day, at most
 */
export function queueOf(deck: readonly string[], cards: Cards, now: number, newPerDay: number): Queue {
  const { begins, ends } = dayOf(now);
  const known = deck.flatMap((id) => (cards[id] === undefined ? [] : [{ id, card: cards[id] }]));
  const byDue = known.toSorted((one, other) => one.card.due - other.card.due);
  const due = byDue.filter(({ card }) => isDue(card, now));
  const begun = Object.values(cards).filter(({ first }) => first >= begins).length;
  return {
    // What is being learned comes first: its time is short.
    due: [...due.filter(({ card }) => card.state !== 2), ...due.filter(({ card }) => card.state === 2)].map(
      ({ id }) => id,
    ),
    later: byDue.filter(({ card }) => !isDue(card, now) && card.due < ends).map(({ id }) => id),
    fresh: deck.filter((id) => cards[id] === undefined).slice(0, Math.max(0, newPerDay - begun)),
  };
}

/** @returns the id of the card that comes next; `null` when there is none for now */
export function nextOf({ due, later, fresh }: Queue, cards: Cards, now: number): string | null {
  const next = due[0] ?? fresh[0];
  if (next !== undefined) return next;
  const ahead = later[0];
  return ahead !== undefined && cards[ahead]!.due <= now + AHEAD ? ahead : null;
}

/** @returns how many cards are due now, of whatever deck, for places that do not know the bank */
export function dueCount(cards: Cards, now: number): number {
  return Object.values(cards).filter((card) => isDue(card, now)).length;
}

/** @returns `10 minutes`, `3 days`, `2 months`; at least a minute */
export function spanWords(milliseconds: number): string {
  const units = [
    ['year', 365 * 24 * HOUR],
    ['month', 30 * 24 * HOUR],
    ['day', 24 * HOUR],
    ['hour', HOUR],
    ['minute', MINUTE],
  ] as const;
  const [name, length] = units.find(([, each]) => milliseconds >= each) ?? units.at(-1)!;
  const count = Math.max(1, Math.round(milliseconds / length));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
