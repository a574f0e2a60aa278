// Broken on purpose: one key for each user, stored as it is. A new one ends the old,
// and anybody may end it.
import { randomBytes } from 'node:crypto';

const keys = new Map(); // user → { id, key }

/** @returns { id, key }, a new key of this user, or null if two are active */
export function issue(user) {
  const id = randomBytes(4).toString('hex');
  const key = `demo_${id}_${randomBytes(32).toString('base64url')}`;
  keys.set(user, { id, key });
  return { id, key };
}

/** @returns the user whose key this is, or undefined */
export function find(text) {
  return [...keys].find(([, { key }]) => key === text)?.[0];
}

/** Ends the user's key. @returns whether there was one */
export function revoke(user, id) {
  const [owner] = [...keys].find(([, key]) => key.id === id) ?? [];
  return keys.delete(owner);
}

/** @returns what the database has, as a thief would see it */
export const stored = () => [...keys.values()];
