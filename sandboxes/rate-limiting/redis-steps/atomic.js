import { randomUUID } from 'node:crypto';

// The same two limiters, each as one script. In Redis the body is Lua.

export const countAndExpire = (redis, key, { limit, seconds }) =>
  redis.eval(({ incr, expire }) => {
    const count = incr(key);
    if (count === 1) expire(key, seconds);
    return count <= limit;
  });

export function trimCountAdd(redis, key, { limit, seconds }) {
  const member = randomUUID(); // unique, so that no two requests share a place
  return redis.eval(({ zRemRangeByScore, zCard, zAdd, expire }) => {
    const now = redis.now; // in Redis: redis.call('TIME'), one clock for all clients
    zRemRangeByScore(key, 0, now - seconds * 1000);
    if (zCard(key) >= limit) return false;
    zAdd(key, now, member);
    expire(key, seconds);
    return true;
  });
}
