const spent = new Map(); // customer id → [{ second, points }], oldest first

/**
 * Takes `cost` points from the customer's quota: a sliding log that keeps one entry
 * for each second, so a minute never needs more than 61. What is spent is dated to
 * the end of its second; it is forgotten late rather than early, and no window,
 * wherever it begins, sees more than `limit`.
 */
export function take(id, cost, { limit, windowSeconds }, now = Date.now()) {
  const seconds = now / 1000;
  const waitFor = ({ second }) => Math.ceil(second + windowSeconds - seconds);
  const log = (spent.get(id) ?? []).filter((entry) => waitFor(entry) > 0);
  spent.set(id, log);

  const used = log.reduce((sum, { points }) => sum + points, 0);
  const allowed = used + cost <= limit;
  if (allowed) {
    const second = Math.ceil(seconds);
    if (log.at(-1)?.second === second) log.at(-1).points += cost;
    else log.push({ second, points: cost });
  }

  let free = limit - used;
  const latest = { second: Math.ceil(seconds) };
  const enough = log.find(({ points }) => (free += points) >= cost);
  return {
    allowed,
    remaining: limit - used - (allowed ? cost : 0),
    moreIn: waitFor(log[0] ?? latest), // when the oldest points come back
    retryAfter: allowed ? 0 : waitFor(enough ?? latest), // when there are enough
  };
}
