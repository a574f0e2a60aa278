import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the claim has no end, and a crash keeps it for ever',
    file: 'keys.js',
    replace: ['const LEASE = 10_000;', 'const LEASE = 1e12;'],
    fails: ['a crash midway, and a retry completes it once', 'two retries at once after a crash complete it once'],
  },
  {
    what: 'the bank gets no key, and charges again after a crash',
    file: 'keys.js',
    replace: ['operation(hash(JSON.stringify([customer, key])))', 'operation()'],
    fails: ['a crash midway, and a retry completes it once', 'two retries at once after a crash complete it once'],
  },
  {
    what: 'the body is kept, and the status is not',
    file: 'keys.js',
    replace: ['return { status: seen.status,', 'return { status: 201,'],
    fails: ['a 402 stays a 402'],
  },
  {
    what: 'the bank gets the key of the customer, and takes two customers for one',
    file: 'keys.js',
    replace: ['operation(hash(JSON.stringify([customer, key])))', 'operation(key)'],
    fails: ['the same key of another customer is another order'],
  },
  {
    what: 'the lease is shorter than what the bank takes',
    file: 'keys.js',
    replace: ['const LEASE = 10_000;', 'const LEASE = 50;'],
    fails: ['while the claim of another request is fresh, a retry runs nothing'],
  },
  {
    what: 'who takes a claim over does not renew the lease',
    file: 'keys.js',
    replace: ['SET lease_until = :until', 'SET lease_until = lease_until + 0 * :until'],
    fails: ['two retries at once after a crash complete it once'],
  },
  {
    what: 'an order that was refused is not stored',
    file: 'keys.js',
    replace: ['  finish.run(', '  if (status === 201) finish.run('],
    fails: ['a 402 stays a 402'],
  },
  {
    what: 'nobody compares the fingerprint',
    file: 'keys.js',
    replace: ['seen.fingerprint !== fingerprint', 'seen.fingerprint === null'],
    fails: ['the same key with another body is 422'],
  },
  {
    what: 'a key is kept for all customers together',
    file: 'keys.js',
    replace: ['  const now = Date.now();', "  customer = 'all';\n  const now = Date.now();"],
    fails: ['the same key of another customer is another order'],
  },
];
