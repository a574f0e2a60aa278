const ORIGINS = new Set(['https://shop.example']);
const SESSIONS = new Map([
  ['s-ann', 'ann'],
  ['s-bob', 'bob'],
]); // in production a store

/** @returns who sends it by their cookie, or undefined */
export function visitorOf(req) {
  const [, session] =
    /(?:^|;\s*)session=([\w-]+)/.exec(req.headers.cookie ?? '') ?? [];
  return SESSIONS.get(session);
}

/** @returns why this handshake is refused, or undefined */
export function refusal(req) {
  // new URL(req.url, …) would throw at `//`, and nobody catches it here.
  if (req.url.split('?')[0] !== '/chat') return '404 Not Found';
  if (!ORIGINS.has(req.headers.origin)) return '403 Forbidden';
  if (!visitorOf(req)) return '401 Unauthorized';
  return undefined;
}
