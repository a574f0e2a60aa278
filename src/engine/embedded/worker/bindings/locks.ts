/** `internalBinding('locks')` (src/node_locks.cc): `navigator.locks`. */
export const createLocksBinding = (): object => ({
  request: () => Promise.reject(new Error('navigator.locks is not available here')),
  query: () => Promise.resolve({ held: [], pending: [] }),
  LOCK_MODE_SHARED: 'shared',
  LOCK_MODE_EXCLUSIVE: 'exclusive',
  LOCK_STOLEN_ERROR: 'LOCK_STOLEN',
});
