// Three ways to treat a key. Two are broken on purpose: the first has no lease, the
// second no key for the bank.
const LEASE = 1000; // ms, here short, so that you see the end of it
export const TIMEOUT = 900; // ms, for the bank. A lease is longer than all it waits for

export const ways = {
  'for-ever': { lease: null, keyForBank: false },
  lease: { lease: LEASE, keyForBank: false },
  'lease-and-key': { lease: LEASE, keyForBank: true },
};
