/** When a card comes back: FSRS 6 by ts-fsrs, with its own parameters and steps of one and ten minutes. */
import { createEmptyCard, fsrs, type Card as FsrsCard, type Grade as FsrsGrade } from 'ts-fsrs';
import type { Card, Grade } from './store.ts';

const scheduler = fsrs({
  request_retention: 0.9,
  // Cards that are learned on one day do not all come back on one day. The chance is seeded by the card, so that what
  // a button promises is what it does.
  enable_fuzz: true,
  enable_short_term: true,
  learning_steps: ['1m', '10m'],
  relearning_steps: ['10m'],
});

/**
 * @param card `null` when it is new
 * @param now milliseconds since 1970
 * @returns what becomes of it, by how well it is answered
 */
export function outcomes(card: Card | null, now: number): Readonly<Record<Grade, Card>> {
  const at = new Date(now);
  const preview = scheduler.repeat(card === null ? createEmptyCard(at) : toFsrs(card), at);
  const of = (grade: Grade): Card => ofFsrs(preview[grade as FsrsGrade].card, card?.first ?? now, now);
  return { 1: of(1), 2: of(2), 3: of(3), 4: of(4) };
}

function toFsrs({ due, last, state, stability, difficulty, step, days, reps, lapses }: Card): FsrsCard {
  return {
    due: new Date(due),
    last_review: new Date(last),
    state,
    stability,
    difficulty,
    learning_steps: step,
    scheduled_days: days,
    // ts-fsrs computes it from the time of the last answer.
    elapsed_days: 0,
    reps,
    lapses,
  };
}

function ofFsrs(card: FsrsCard, first: number, now: number): Card {
  return {
    due: card.due.getTime(),
    first,
    last: now,
    state: card.state as Card['state'],
    stability: card.stability,
    difficulty: card.difficulty,
    step: card.learning_steps,
    days: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
  };
}
