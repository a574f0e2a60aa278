import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the claim has no end, and a crash keeps it for ever',
    file: 'keys.js',
    replace: ['const LEASE = 10_000;', 'const LEASE = 1e12;'],
    fails: ['a crash midway, and a retry completes it once'],
  },
  {
    what: 'the bank gets no key, and charges again after a crash',
    file: 'keys.js',
    replace: ['operation(hash(JSON.stringify([customer, key])))', 'operation()'],
    fails: ['a crash midway, and a retry completes it once'],
  },
  {
    what: 'the body is kept, and the status is not',
    file: 'keys.js',
    replace: ['return { status: seen.status,', 'return { status: 201,'],
    fails: ['a 402 stays a 402'],
  },
];
