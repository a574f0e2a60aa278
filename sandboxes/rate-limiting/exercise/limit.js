// Broken on purpose: more gets through than it promises, and a refusal helps nobody.
import { ipKeyGenerator } from 'express-rate-limit';
import { limits } from './tiers.js';

const MINUTE = 60_000;
const counters = new Map(); // who → { openedAt, count }

// Windows that are over are forgotten, so that the map does not grow without bound.
const sweep = setInterval(() => {
  const now = Date.now();
  for (const [who, { openedAt }] of counters) {
    if (now - openedAt >= MINUTE) counters.delete(who);
  }
}, MINUTE);
sweep.unref(); // must not keep the process alive

/** Middleware: at most as many requests a minute as the customer's tier allows. */
export function limit(req, res, next) {
  const who = ipKeyGenerator(req.ip, 56); // an IPv6 customer owns at least a /64
  const now = Date.now();
  let counter = counters.get(who);
  if (!counter || now - counter.openedAt >= MINUTE) {
    counter = { openedAt: now, count: 0 };
    counters.set(who, counter);
  }
  if (counter.count >= limits[req.customer.tier]) {
    return res.status(429).json({ error: 'Too many requests', retryAfter: MINUTE });
  }
  res.on('finish', () => (counter.count += 1)); // only what was answered counts
  next();
}
