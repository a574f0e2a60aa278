import { setImmediate } from 'node:timers/promises';

export const SLICE = 100_000; // divisions between two turns of the loop

/** The smallest factor of n; n itself if it is prime. Pauses after every slice. */
export function* factorInSlices(n) {
  if (n % 2 === 0) return 2;
  let left = SLICE;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor === 0) return divisor;
    left -= 1;
    if (left === 0) {
      left = SLICE;
      yield;
    }
  }
  return n;
}

/** All at once: nothing else runs in this thread until it returns. */
export function factor(n) {
  const slices = factorInSlices(n);
  let step = slices.next();
  while (!step.done) step = slices.next();
  return step.value;
}

/** The same divisions, with a turn of the loop between two slices. */
export async function factorByTurns(n) {
  const slices = factorInSlices(n);
  let step = slices.next();
  while (!step.done) {
    await setImmediate();
    step = slices.next();
  }
  return step.value;
}
