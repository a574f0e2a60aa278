// The answers to preflights that a browser remembers: “CORS-preflight cache”. Here, as
// in Chromium, there is one for each origin and address, with all that it allows.
import { refusal } from './rules.js';

const LIMIT = 7200; // seconds, as in Chromium; WebKit has 600, Firefox 86,400
const MOST = 100;
const kept = new Map();

const key = ({ origin, url }) => `${origin} ${url.href}`;

/** Is there an answer that still holds, and allows this request, too? */
export function remembered(request, now) {
  const entry = kept.get(key(request));
  const holds = entry !== undefined && now < entry.until;
  const ok =
    holds
    && (entry.credentials || request.credentials !== 'include')
    && refusal(request, entry.headers) === undefined;
  let found = 'no answer that still holds';
  if (holds) found = 'an answer holds, but does not allow this';
  if (ok) found = `an answer holds for ${(entry.until - now) / 1000} s more`;
  const says = 'There is no method cache entry match for request’s method …';
  return { title: 'asked before?', ok, found, says: `HTTP fetch: “${says}”` };
}

export function remember(request, { headers }, now) {
  const given = headers['access-control-max-age'] ?? '';
  const seconds = /^\d+$/.test(given) ? Math.min(Number(given), LIMIT) : 5;
  const credentials = request.credentials === 'include';
  forget(request);
  if (kept.size === MOST) kept.delete(kept.keys().next().value);
  kept.set(key(request), { headers, credentials, until: now + seconds * 1000 });
}

/** “Clear cache entries”: after a request that was allowed, and failed all the same. */
export const forget = (request) => kept.delete(key(request));
