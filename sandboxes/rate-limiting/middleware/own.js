import { sendQuotaExceeded } from './problem.js';

/**
 * Middleware: at most `limit` requests per key in each window, opened by the key's
 * first request. Both fields go on every answer, Retry-After on the refusals.
 */
export function limitBy(keyOf, { name, limit, windowMs }) {
  const counters = new Map(); // key → { resetsAt, count }

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [key, { resetsAt }] of counters) {
      if (resetsAt <= now) counters.delete(key);
    }
  }, windowMs);
  sweep.unref(); // must not keep the process alive

  return (req, res, next) => {
    const key = keyOf(req);
    const now = Date.now();
    let counter = counters.get(key);
    if (!counter || counter.resetsAt <= now) {
      counter = { resetsAt: now + windowMs, count: 0 };
      counters.set(key, counter);
    }

    const allowed = counter.count < limit;
    if (allowed) counter.count += 1;

    // Whole seconds, rounded up: a client that trusts them must not come too early.
    const seconds = Math.ceil((counter.resetsAt - now) / 1000);
    res.set('RateLimit-Policy', `"${name}";q=${limit};w=${windowMs / 1000}`);
    res.set('RateLimit', `"${name}";r=${limit - counter.count};t=${seconds}`);
    if (allowed) return next();

    res.set('Retry-After', String(seconds));
    sendQuotaExceeded(res, name);
  };
}
