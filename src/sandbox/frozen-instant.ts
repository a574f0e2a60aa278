/**
 * The instant at which the clock stands while a transcript is recorded. `deterministic.mjs`, which
 * must run without a build, holds the same number; a test keeps the two equal.
 */
export const FROZEN_INSTANT = Date.UTC(2026, 0, 15, 9, 0, 0);

/** The same instant as HTTP writes it (RFC 9110 section 5.6.7). */
export const FROZEN_HTTP_DATE = new Date(FROZEN_INSTANT).toUTCString();
