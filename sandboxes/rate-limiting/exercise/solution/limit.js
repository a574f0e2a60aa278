import { ipKeyGenerator } from 'express-rate-limit';
import { limits } from './tiers.js';

const MINUTE = 60_000;
const logs = new Map(); // who → times of the requests admitted in the last minute

function forgetOld(log, now) {
  const young = log.findIndex((time) => now - time < MINUTE);
  log.splice(0, young === -1 ? log.length : young);
}

// Logs without a request in them go, so that the map does not grow without bound.
const sweep = setInterval(() => {
  const now = Date.now();
  for (const [who, log] of logs) {
    forgetOld(log, now);
    if (log.length === 0) logs.delete(who);
  }
}, MINUTE);
sweep.unref(); // must not keep the process alive

/** Middleware: at most as many requests a minute as the customer's tier allows. */
export function limit(req, res, next) {
  const { id, tier } = req.customer;
  // An IPv6 customer owns at least a /64: one log for each /56.
  const who = id === null ? `address ${ipKeyGenerator(req.ip, 56)}` : `customer ${id}`;
  const now = Date.now();
  const log = logs.get(who) ?? [];
  logs.set(who, log);
  forgetOld(log, now);

  const allowed = log.length < limits[tier];
  if (allowed) log.push(now); // before anything is awaited: the next one may be here

  // When the oldest is a minute old. Whole seconds, rounded up: never too early.
  const seconds = Math.ceil((log[0] + MINUTE - now) / 1000);
  res.set('RateLimit-Policy', `"${tier}";q=${limits[tier]};w=60`);
  res.set('RateLimit', `"${tier}";r=${limits[tier] - log.length};t=${seconds}`);
  if (allowed) return next();

  res.set('Retry-After', String(seconds));
  res.status(429).type('application/problem+json').json({
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    title: 'Quota exceeded',
    status: 429,
    'violated-policies': [tier],
  });
}
