const buckets = new Map(); // customer id → { credit, at }, in milliseconds

/**
 * Takes `cost` points from the customer's token bucket. A point is worth the time it
 * takes to drip in, and whole milliseconds of credit add up exactly.
 */
export function take(id, cost, { limit, windowSeconds }, now = Date.now()) {
  const capacity = windowSeconds * 1000;
  const perPoint = capacity / limit;
  const bucket = buckets.get(id) ?? { credit: capacity, at: now };
  const credit = Math.min(capacity, bucket.credit + now - bucket.at);

  const price = cost * perPoint;
  const allowed = credit >= price;
  const left = allowed ? credit - price : credit;
  buckets.set(id, { credit: left, at: now });

  return {
    allowed,
    remaining: Math.floor(left / perPoint),
    retryAfter: allowed ? 0 : Math.ceil((price - left) / 1000),
    fullIn: Math.ceil((capacity - left) / 1000),
  };
}
