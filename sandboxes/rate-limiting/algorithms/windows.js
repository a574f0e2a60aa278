// A limiter is a pure function: (state, now) → { allowed, waitMs, state }.
// No state yet is null. waitMs says when to try again; only a refusal has one.

/** One counter for each minute of the clock. */
export const fixedWindow = ({ limit, windowMs }) => (state, now) => {
  const window = Math.floor(now / windowMs);
  const count = state?.window === window ? state.count : 0;
  if (count >= limit) {
    return { allowed: false, waitMs: (window + 1) * windowMs - now, state };
  }
  return { allowed: true, state: { window, count: count + 1 } };
};

/** The time of every admitted request that is younger than one window. */
export const slidingLog = ({ limit, windowMs }) => (state, now) => {
  const log = (state ?? []).filter((time) => now - time < windowMs);
  if (log.length >= limit) {
    return { allowed: false, waitMs: log[0] + windowMs - now, state: log };
  }
  return { allowed: true, state: [...log, now] };
};

/** Two counters; the older one counts for the part of it that still overlaps. */
export const slidingCounter = ({ limit, windowMs }) => (state, now) => {
  const window = Math.floor(now / windowMs);
  const elapsed = now - window * windowMs;
  const current = state?.window === window ? state.current : 0;
  const previous =
    state?.window === window ? state.previous
    : state?.window === window - 1 ? state.current
    : 0;

  // previous × (1 − elapsed / window) + current, times the window: whole numbers
  const excess = previous * (windowMs - elapsed) + (current + 1 - limit) * windowMs;
  const next = { window, previous, current };
  if (excess > 0) {
    const waitMs =
      current < limit
        ? Math.ceil(excess / previous) // until enough of the previous one has faded
        : windowMs - elapsed + Math.ceil(windowMs / limit); // until this one fades
    return { allowed: false, waitMs, state: next };
  }
  return { allowed: true, state: { ...next, current: current + 1 } };
};
