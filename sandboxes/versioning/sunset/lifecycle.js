const MINUTE = 60_000;
const DAY = 86_400_000;
// Real dates are written down, new Date('2026-12-01'). These are counted from the start
// of the program, so that you see the last ten minutes whenever you open it.
const start = Date.now();
export const deprecated = new Date(start - 365 * DAY);
export const sunset = new Date(start + 10 * MINUTE);
const brownout = { from: start + 2 * MINUTE, until: start + 4 * MINUTE };

/** @returns how version 1 behaves at this time, and when that changes */
export function stage(now) {
  if (now >= sunset.getTime()) return { state: 'gone' };
  const off = now >= brownout.from && now < brownout.until;
  return off ? { state: 'brownout', until: brownout.until } : { state: 'works' };
}

/** `Deprecation` is a date of Structured Fields: @ and seconds (RFC 9651 §3.3.7). */
export const asDeprecation = (date) => `@${Math.floor(date.getTime() / 1000)}`;
/** `Sunset` is older, and a date of HTTP: Tue, 01 Dec 2026 00:00:00 GMT. */
export const asSunset = (date) => date.toUTCString();
