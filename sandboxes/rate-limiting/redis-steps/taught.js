// Both limiters are broken on purpose, in the way they are most often shown.

/** INCR, then EXPIRE when the counter is new. */
export async function countAndExpire(redis, key, { limit, seconds }, afterIncr) {
  const count = await redis.incr(key);
  if (count === 1) {
    afterIncr?.(); // where main.js lets the process die
    await redis.expire(key, seconds);
  }
  return count <= limit;
}

/** Trim the log, count it, and add to it if there is room. */
export async function trimCountAdd(redis, key, { limit, seconds }, memberOf) {
  const now = redis.now;
  await redis.zRemRangeByScore(key, 0, now - seconds * 1000);
  if ((await redis.zCard(key)) >= limit) return false;
  await redis.zAdd(key, now, memberOf(now));
  await redis.expire(key, seconds);
  return true;
}
