import { ask, redis } from './client.js';

const LIMIT = 5;
const SECONDS = 60; // a window begins with its first request

/** Whether one more request of this client is within the limit. */
export async function admits(client) {
  const key = `limit:${client}`;
  const count = await ask(redis.incr(key));
  if (count === 1) await ask(redis.expire(key, SECONDS));
  return count <= LIMIT;
}
