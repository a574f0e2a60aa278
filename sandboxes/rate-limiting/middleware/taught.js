/**
 * Broken on purpose, three times: the reset is in milliseconds, the wait is in the
 * body where no HTTP client looks, and a refusal carries no limit fields at all.
 */
export function taughtLimit(keyOf, { limit, windowMs }) {
  const counters = new Map();

  return (req, res, next) => {
    const key = keyOf(req);
    const now = Date.now();
    let counter = counters.get(key);
    if (!counter || counter.resetsAt <= now) {
      counter = { resetsAt: now + windowMs, count: 0 };
      counters.set(key, counter); // one for each key that was issued, and no more
    }

    if (counter.count >= limit) {
      return res.status(429).json({ error: 'Too many requests', retryAfter: windowMs });
    }
    counter.count += 1;
    res.set('X-RateLimit-Limit', String(limit));
    res.set('X-RateLimit-Remaining', String(limit - counter.count));
    res.set('X-RateLimit-Reset', String(counter.resetsAt));
    next();
  };
}
