import { setImmediate } from 'node:timers/promises';

const SLICE = 100_000; // divisions between two turns of the loop

/** The smallest factor of n; n itself if it is prime. Lets the loop turn meanwhile. */
export async function smallestFactor(n) {
  if (n % 2 === 0) return 2;
  let left = SLICE;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor === 0) return divisor;
    left -= 1;
    if (left === 0) {
      left = SLICE;
      await setImmediate();
    }
  }
  return n;
}
