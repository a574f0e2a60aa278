const STORE = 'http://localhost:4000/take';

/** Counts in this process: every instance keeps the promise by itself. */
export function limitAlone({ limit, windowMs }) {
  const counters = new Map(); // customer → { resetsAt, count }
  return (req, res, next) => {
    const now = Date.now();
    let counter = counters.get(req.counted);
    if (!counter || now >= counter.resetsAt) {
      counter = { resetsAt: now + windowMs, count: 0 };
      counters.set(req.counted, counter);
    }
    if (counter.count < limit) {
      counter.count += 1;
      return next();
    }
    refuse(res, Math.ceil((counter.resetsAt - now) / 1000));
  };
}

/** Counts in the store. `whenDown` is 'open' or 'closed': decide before it happens. */
export function limitTogether({ name, limit, windowMs, whenDown }) {
  return async (req, res, next) => {
    const key = `${name} ${req.counted}`;
    const decision = await ask({ key, limit, windowMs }).catch((error) => {
      console.warn(`store unreachable (${error.message}): failing ${whenDown}`);
      return null;
    });

    if (decision?.allowed) return next();
    if (decision) return refuse(res, decision.retryAfter);
    if (whenDown === 'open') return next();
    res.set('Retry-After', '5').status(503).json({ error: 'Try again shortly' });
  };
}

function refuse(res, seconds) {
  res.set('Retry-After', String(seconds));
  res.status(429).json({ error: 'Too many requests' });
}

async function ask(request) {
  const response = await fetch(STORE, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(1000), // a slow limiter is worse than none
  });
  if (!response.ok) throw new Error(`the store answered ${response.status}`);
  return response.json();
}
