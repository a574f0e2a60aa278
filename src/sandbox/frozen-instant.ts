/**
 * When a recording and a check begin. The clock stands still from then on, and moves as far as it is told to
 * and as whoever is waited for needs it.
 */
export const FROZEN_INSTANT = Date.UTC(2026, 0, 15, 9, 0, 0);
