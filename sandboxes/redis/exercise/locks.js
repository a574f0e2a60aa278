import { randomUUID } from 'node:crypto';
import { ask, redis } from './client.js';

const key = (name) => `lock:${name}`;

/** Takes the lock for so many milliseconds: { token, fence }, or null. */
export async function acquire(name, ms) {
  const token = randomUUID();
  const taken = await ask(redis.set(key(name), token, { condition: 'NX' }));
  if (taken === null) return null;
  await ask(redis.pExpire(key(name), ms));
  return { token, fence: Date.now() };
}

/** Gives the lock back; the answer is how many were deleted, 0 or 1. */
export const release = (name, _token) => ask(redis.del(key(name)));
