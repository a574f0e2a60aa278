/** Requests per minute. */
export const limits = { anonymous: 10, free: 100, pro: 1_000 };

const anonymous = { id: null, tier: 'anonymous' };

// In production a table, and a hash of the key instead of the key.
const customers = new Map([
  ['demo-free', { id: 'c1', tier: 'free' }],
  ['demo-free-2', { id: 'c2', tier: 'free' }],
  ['demo-pro', { id: 'c3', tier: 'pro' }],
]);

/** Middleware: who is it? Sets req.customer, or answers 401 to an unknown key. */
export function identify(req, res, next) {
  const header = req.get('Authorization');
  const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  req.customer = header === undefined ? anonymous : customers.get(key);
  if (req.customer) return next();
  res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Unknown API key' });
}
