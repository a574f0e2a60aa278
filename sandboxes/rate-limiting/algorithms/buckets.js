// Both buckets measure in milliseconds: one request is worth `interval` of time.
// Whole milliseconds keep the arithmetic exact; fractions of a token would not.

/** Credit drips in, up to `burst` requests' worth; a request takes its share out. */
export const tokenBucket = ({ limit, windowMs, burst = limit }) => {
  const interval = windowMs / limit;
  const capacity = burst * interval;

  return (state, now) => {
    const idle = state ? now - state.at : 0;
    const credit = Math.min(capacity, (state?.credit ?? capacity) + idle);
    if (credit < interval) {
      return { allowed: false, waitMs: interval - credit, state: { credit, at: now } };
    }
    return { allowed: true, state: { credit: credit - interval, at: now } };
  };
};

/**
 * The leaky bucket as a meter, in the form called GCRA: the one number it keeps
 * is the time at which the bucket will have run dry.
 */
export const leakyBucket = ({ limit, windowMs, burst = limit }) => {
  const interval = windowMs / limit;
  const tolerance = (burst - 1) * interval; // how early a request may come

  return (state, now) => {
    const dryAt = Math.max(state?.dryAt ?? now, now);
    const early = dryAt - now - tolerance;
    if (early > 0) return { allowed: false, waitMs: early, state };
    return { allowed: true, state: { dryAt: dryAt + interval } };
  };
};

/** The leaky bucket as a queue: nothing is judged, everything waits its turn. */
export const leakyQueue = ({ limit, windowMs, burst = limit }) => {
  const interval = windowMs / limit;

  return (state, now) => {
    const leavesAt = Math.max(state?.freeAt ?? now, now);
    if (leavesAt - now >= burst * interval) return { allowed: false, state }; // full
    return { allowed: true, leavesAt, state: { freeAt: leavesAt + interval } };
  };
};
