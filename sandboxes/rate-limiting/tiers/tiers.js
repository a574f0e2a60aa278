// Requests per minute, wherever it begins. A customer with a contract of their own
// gets an entry here.
export const tiers = {
  free: { limit: 100, windowSeconds: 60 },
  pro: { limit: 1_000, windowSeconds: 60 },
  enterprise: { limit: 10_000, windowSeconds: 60 },
};

// What one request counts as.
export const costs = { 'GET /items': 1, 'POST /reports': 80 };

// In production a table, and a hash of the key instead of the key.
export const customers = new Map([
  ['demo-free', { id: 'c1', tier: 'free' }],
  ['demo-pro', { id: 'c2', tier: 'pro' }],
  ['demo-enterprise', { id: 'c3', tier: 'enterprise' }],
]);
