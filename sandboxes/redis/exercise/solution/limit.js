import { ask, redis } from './client.js';

const LIMIT = 5;
const SECONDS = 60; // a window begins with its first request

/** Whether one more request of this client is within the limit. */
export async function admits(client) {
  const key = `limit:${client}`;
  // Both or neither: the window's end is set with the counter that it ends.
  const [, count] = await ask(redis.multi()
    .set(key, 0, { condition: 'NX', expiration: { type: 'EX', value: SECONDS } })
    .incr(key)
    .exec());
  return count <= LIMIT;
}
