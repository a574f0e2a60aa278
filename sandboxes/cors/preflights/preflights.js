// The longest that each keeps an answer to a preflight, whatever Max-Age says, in s.
export const LIMITS = { WebKit: 600, Chromium: 7200, Firefox: 86_400 };
const DEFAULT = 5; // Fetch Standard, “CORS-preflight fetch”

/**
 * The times at which a browser asks first. `requests` are { at, url } in order, of one
 * page and with one method; `maxAge` is what the server says, in s, if it says any.
 */
export function preflights(requests, { maxAge = DEFAULT, limit }) {
  const until = new Map(); // by address: what was allowed there says nothing of others
  const asked = [];
  for (const { at, url } of requests) {
    if (at < (until.get(url) ?? 0)) continue;
    asked.push(at);
    until.set(url, at + Math.min(maxAge, limit));
  }
  return asked;
}
