// Broken on purpose: it remembers who wrote in the memory of this process.
const WINDOW = 6000; // milliseconds
const wroteAt = new Map();

/** `user` has written, or deleted, and `lsn` is the position in the log. */
export function wrote({ user, lsn, res }) {
  wroteAt.set(user, Date.now());
}

/**
 * Where does this read go?
 * @param cookies what the reader's browser sent, by name
 * @param replicaPosition asks the replica up to which position its readers see
 * @returns 'primary' or 'replica'
 */
export async function choose({ user, cookies, replicaPosition }) {
  const ago = Date.now() - (wroteAt.get(user) ?? 0);
  return ago < WINDOW ? 'primary' : 'replica';
}
