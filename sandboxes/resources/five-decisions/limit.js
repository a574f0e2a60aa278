import { Problem } from './problems.js';

const MINUTE = 60_000;
const LIMIT = 10; // requests a minute
const windows = new Map(); // key → { openedAt, count }; the keys are few

/** A fixed window for each key. Chapter 11 has better ones. */
export function limit(req, res, next) {
  const who = req.key?.prefix ?? 'everybody';
  const now = Date.now();
  let window = windows.get(who);
  if (!window || now - window.openedAt >= MINUTE) window = { openedAt: now, count: 0 };
  windows.set(who, window);
  window.count += 1;

  const seconds = Math.ceil((window.openedAt + MINUTE - now) / 1000);
  const left = Math.max(0, LIMIT - window.count);
  res.set('RateLimit-Policy', `"key";q=${LIMIT};w=60`);
  res.set('RateLimit', `"key";r=${left};t=${seconds}`);
  if (window.count <= LIMIT) return next();
  res.set('Retry-After', String(seconds));
  throw new Problem(429, 'too-many-requests', 'There are ten requests a minute');
}

export const forget = () => windows.clear();
