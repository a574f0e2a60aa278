import { take } from './quota.js';
import { costs, customers, tiers } from './tiers.js';

/** Middleware: who is it? Sets req.customer or answers 401. */
export function authenticate(req, res, next) {
  const key = /^Bearer (\S+)$/.exec(req.get('Authorization') ?? '')?.[1];
  req.customer = customers.get(key);
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Unknown API key' });
}

/** Middleware for one route: charges its cost to the customer's quota. */
export function charge(route) {
  const cost = costs[route];
  return (req, res, next) => {
    const { id, tier } = req.customer;
    const policy = tiers[tier];
    const { allowed, remaining, moreIn, retryAfter } = take(id, cost, policy);

    // q, r and the costs are in the draft's unit, requests: a report counts as 80.
    const { limit, windowSeconds } = policy;
    res.set('RateLimit-Policy', `"${tier}";q=${limit};w=${windowSeconds}`);
    res.set('RateLimit', `"${tier}";r=${remaining};t=${moreIn}`);
    if (allowed) return next();

    res.set('Retry-After', String(retryAfter));
    res.status(429).type('application/problem+json').json({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      title: 'Quota exceeded',
      status: 429,
      detail: `This counts as ${cost} requests, and ${remaining} are left.`,
      'violated-policies': [tier],
    });
  };
}
