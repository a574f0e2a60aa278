// Defenses around a call. Each takes what it needs to know, and is made anew for a run.

/** Retries cost a token; a request brings a tenth of one. @returns whether to retry */
export function budget({ share = 0.1, most = 10 } = {}) {
  let tokens = most;
  return {
    request: () => (tokens = Math.min(most, tokens + share)),
    retry: () => tokens >= 1 && (tokens -= 1) >= 0,
  };
}

/** So many calls at a time; who comes when all are taken is refused at once. */
export function bulkhead(most) {
  let active = 0;
  return async (call) => {
    if (active === most) return 'refused';
    active += 1;
    try {
      return await call();
    } finally {
      active -= 1;
    }
  };
}

/** Opens after five failures in a row for two seconds, then lets one call probe. */
export function breaker(clock, threshold = 5, cooldown = 2000) {
  let failures = 0;
  let openUntil = 0;
  let probing = false;
  return async (call) => {
    const open = failures >= threshold;
    if (open && (clock.now < openUntil || probing)) return 'refused';
    probing = open;
    const outcome = await call();
    if (open) probing = false;
    if (outcome === 'ok') failures = 0;
    else failures += 1;
    if (failures >= threshold) openUntil = clock.now + cooldown;
    return outcome;
  };
}

/** Full jitter: somewhere between nothing and a pause that doubles. */
export const backoff = (next) => (tries) => next() * Math.min(2000, 100 * 2 ** tries);
