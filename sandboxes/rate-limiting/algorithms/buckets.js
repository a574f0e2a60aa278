// All buckets measure in milliseconds: one request is worth an interval of time. Whole
// milliseconds keep the arithmetic exact; fractions would refuse the last request of a
// burst of 7. Rounded up, so that a minute never admits more than was promised.
const intervalOf = ({ limit, windowMs }) => Math.ceil(windowMs / limit);

/** Credit drips in, up to `burst` requests' worth; a request takes its share out. */
export const tokenBucket = ({ burst, ...policy }) => {
  const interval = intervalOf(policy);
  const capacity = (burst ?? policy.limit) * interval;

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
export const leakyBucket = ({ burst, ...policy }) => {
  const interval = intervalOf(policy);
  const tolerance = ((burst ?? policy.limit) - 1) * interval; // may come so early

  return (state, now) => {
    const dryAt = Math.max(state?.dryAt ?? now, now);
    const early = dryAt - now - tolerance;
    if (early > 0) return { allowed: false, waitMs: early, state };
    return { allowed: true, state: { dryAt: dryAt + interval } };
  };
};

/** The leaky bucket as a queue: nothing is judged, everything waits its turn. */
export const leakyQueue = ({ burst, ...policy }) => {
  const interval = intervalOf(policy);
  const length = (burst ?? policy.limit) * interval;

  return (state, now) => {
    const leavesAt = Math.max(state?.freeAt ?? now, now);
    if (leavesAt - now >= length) return { allowed: false, state }; // full
    return { allowed: true, leavesAt, state: { freeAt: leavesAt + interval } };
  };
};
