const DAY = 86_400_000; // milliseconds

/** `user` has written, or deleted, and `lsn` is the position in the log. */
export function wrote({ lsn, res }) {
  res.cookie('after', String(lsn), { httpOnly: true, sameSite: 'lax', maxAge: DAY });
}

/**
 * Where does this read go?
 * @param cookies what the reader's browser sent, by name
 * @param replicaPosition asks the replica up to which position its readers see
 * @returns 'primary' or 'replica'
 */
export async function choose({ cookies, replicaPosition }) {
  const after = Number(cookies.after ?? 0);
  return (await replicaPosition()) >= after ? 'replica' : 'primary';
}
