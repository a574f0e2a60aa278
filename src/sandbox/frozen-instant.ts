/**
 * The time at which a recording and a check begin. From then on the clock stands still, and moves only as far as it is
 * told to, or as an answer that is waited for needs it.
 */
export const FROZEN_INSTANT = Date.UTC(2026, 0, 15, 9, 0, 0);
