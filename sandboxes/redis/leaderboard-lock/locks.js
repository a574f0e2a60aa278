import { randomUUID } from 'node:crypto';
import { ask, redis } from './client.js';

const key = (name) => `lock:${name}`;

/** Takes the lock, or gives null. The token says who, the fence says who was later. */
export async function acquire(name, ms) {
  const token = randomUUID();
  const [taken, fence] = await ask(redis.multi()
    .set(key(name), token, { condition: 'NX', expiration: { type: 'PX', value: ms } })
    .incr(`fence:${name}`)
    .exec());
  return taken === null ? null : { token, fence };
}

/** Broken on purpose: deletes whichever lock is there, also another's. */
export const releaseAny = (name) => ask(redis.del(key(name)));

/** Deletes the lock if the token is in it; the answer is how many were deleted. */
export const release = (name, token) =>
  ask(redis.fCall('unlock', { keys: [key(name)], arguments: [token] }));

/** The same as a command of its own, from Redis 8.4 on. */
export const releaseByCommand = (name, token) =>
  ask(redis.delEx(key(name), { condition: 'IFEQ', matchValue: token }));

export const holder = (name) => ask(redis.get(key(name)));
