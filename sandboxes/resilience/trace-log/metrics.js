const BOUNDS = [25, 50, 100, 250, 500, 1000, Infinity]; // ms
const routes = new Map(); // route → counts; a route is a pattern, so there are few

/** Counts a request: three numbers and a bucket, however many requests there are. */
export function count(route, status, ms) {
  if (!routes.has(route)) {
    routes.set(route, { requests: 0, errors: 0, sum: 0, buckets: BOUNDS.map(() => 0) });
  }
  const counts = routes.get(route);
  counts.requests += 1;
  if (status >= 500) counts.errors += 1;
  counts.sum += ms;
  counts.buckets[BOUNDS.findIndex((bound) => ms <= bound)] += 1;
}

/** The upper bound of the bucket in which a percentile lies. */
function percentile({ requests, buckets }, percent) {
  let left = Math.ceil((percent / 100) * requests);
  return BOUNDS[buckets.findIndex((n) => (left -= n) <= 0)];
}

/** Rate, errors and duration, as a table. */
export function red() {
  const titles = 'requests errors  mean    p50    p95    p99, at most';
  const lines = [`${'route'.padEnd(23)}${titles}`];
  for (const [route, counts] of routes) {
    const times = [50, 95, 99].map((p) => String(percentile(counts, p)).padStart(7));
    const mean = (counts.sum / counts.requests).toFixed(0).padStart(6);
    lines.push(route.padEnd(23) + String(counts.requests).padStart(8)
      + String(counts.errors).padStart(7) + mean + times.join(''));
  }
  return `${lines.join('\n')}\n`;
}
