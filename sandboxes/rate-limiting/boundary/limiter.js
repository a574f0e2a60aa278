// Both limiters below are broken on purpose: each keeps its promise inside one
// window and breaks it where two windows meet.

/** Counts per minute of the clock: 0:00 to 0:59, 1:00 to 1:59, and so on. */
export function clockWindow({ limit, windowMs }) {
  const counters = new Map(); // client → { window, count }

  return function take(client, now = Date.now()) {
    const window = Math.floor(now / windowMs); // asks which minute it is
    const seen = counters.get(client);
    const count = seen?.window === window ? seen.count : 0;
    if (count >= limit) return false;
    counters.set(client, { window, count: count + 1 });
    return true;
  };
}

/** Counts from the client's first request, as INCR with EXPIRE does. */
export function firstRequestWindow({ limit, windowMs }) {
  const counters = new Map(); // client → { openedAt, count }

  return function take(client, now = Date.now()) {
    const seen = counters.get(client);
    const expired = !seen || now - seen.openedAt >= windowMs;
    const counter = expired ? { openedAt: now, count: 0 } : seen;
    if (counter.count >= limit) return false;
    counters.set(client, { ...counter, count: counter.count + 1 });
    return true;
  };
}
