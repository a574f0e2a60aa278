// The answers to preflights that a browser remembers: “CORS-preflight cache”.
const LIMIT = 7200; // seconds, as in Chromium; WebKit has 600, Firefox 86,400
const MOST = 100;
const kept = new Map();

const key = ({ origin, url, method, credentials }) =>
  [origin, url.href, method, credentials].join(' ');

/** Is there an answer for this origin, address, method and headers that still holds? */
export function remembered(request, names, now) {
  const entry = kept.get(key(request));
  const holds = entry !== undefined && now < entry.until;
  return {
    title: 'asked before?',
    ok: holds && names.every((name) => entry.names.includes(name)),
    found: holds
      ? `an answer holds for ${(entry.until - now) / 1000} s more`
      : 'no answer that still holds',
    says: 'HTTP fetch: “There is no method cache entry match for request’s method …”',
  };
}

export function remember(request, names, { headers }, now) {
  const given = headers['access-control-max-age'] ?? '';
  const seconds = /^\d+$/.test(given) ? Math.min(Number(given), LIMIT) : 5;
  if (kept.size === MOST) kept.delete(kept.keys().next().value);
  kept.set(key(request), { names, until: now + seconds * 1000 });
}
