import { randomUUID } from 'node:crypto';
import { ask, redis } from './client.js';

const key = (name) => `lock:${name}`;

/** Takes the lock for so many milliseconds: { token, fence }, or null. */
export async function acquire(name, ms) {
  const token = randomUUID();
  // One step: a lock never lacks its end, and no holder gets a later one's number.
  // Who does not get the lock leaves a gap in the numbers, which harms nobody.
  const [taken, fence] = await ask(redis.multi()
    .set(key(name), token, { condition: 'NX', expiration: { type: 'PX', value: ms } })
    .incr(`fence:${name}`)
    .exec());
  return taken === null ? null : { token, fence };
}

/** Gives the lock back; the answer is how many were deleted, 0 or 1. */
export const release = (name, token) =>
  ask(redis.fCall('unlock', { keys: [key(name)], arguments: [token] }));
