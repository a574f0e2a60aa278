import { setTimeout as sleep } from 'node:timers/promises';
import { claim, finish, release, repeat } from './keys.js';

let charges = 0;
export const chargeCount = () => charges;

// The card network takes its time; that is when the second request arrives.
// With the card "fails-once" it refuses a first connection: nothing is charged.
const failed = new Set();
async function chargeCard({ key }, { cents, card }) {
  await sleep(50);
  if (card === 'fails-once' && !failed.delete(key)) {
    failed.add(key);
    const error = new Error('the card network refused the connection');
    throw Object.assign(error, { status: 503 }); // nobody was charged: try again
  }
  charges += 1;
  return { status: 201, body: { charge: charges, cents } };
}

/** Broken on purpose: looks the key up, and writes it down only afterwards. */
export async function lookThenRun(attempt, order) {
  const before = repeat(attempt);
  if (before) return before;

  const answer = await chargeCard(attempt, order);
  claim(attempt);
  finish(attempt, answer);
  return answer;
}

/** Broken on purpose: claims the key first, and keeps the claim when the step fails. */
export async function claimForEver(attempt, order) {
  if (!claim(attempt)) return repeat(attempt);

  const answer = await chargeCard(attempt, order);
  finish(attempt, answer);
  return answer;
}

/**
 * Claims the key first and gives it back when the step has failed. That is right only
 * because a refused connection has charged nobody. A crash between claim and finish,
 * and a step of which nobody knows the end, are the subject of chapter 10.
 */
export async function claimThenRun(attempt, order) {
  if (!claim(attempt)) return repeat(attempt);

  let answer;
  try {
    answer = await chargeCard(attempt, order);
  } catch (error) {
    release(attempt);
    throw error;
  }
  finish(attempt, answer); // outside: who was charged keeps the claim, come what may
  return answer;
}
