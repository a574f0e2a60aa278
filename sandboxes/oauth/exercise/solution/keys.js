import { createHash, randomBytes } from 'node:crypto';

const ACTIVE = 2; // of a user: one in use, and one to change to
const keys = new Map(); // hash of the key → { id, user }
const hashOf = (key) => createHash('sha256').update(key).digest('hex');

/** @returns { id, key }, a new key of this user, or null if two are active */
export function issue(user) {
  const own = [...keys.values()].filter((each) => each.user === user);
  if (own.length >= ACTIVE) return null;
  const id = randomBytes(4).toString('hex');
  const key = `demo_${id}_${randomBytes(32).toString('base64url')}`;
  keys.set(hashOf(key), { id, user });
  return { id, key };
}

/** @returns the user whose key this is, or undefined */
export const find = (text) => keys.get(hashOf(text))?.user;

/** Ends the user's key. @returns whether there was one */
export function revoke(user, id) {
  const entry = [...keys].find(([, key]) => key.id === id && key.user === user);
  return entry !== undefined && keys.delete(entry[0]);
}

/** @returns what the database has, as a thief would see it */
export const stored = () => [...keys].map(([hash, key]) => ({ hash, ...key }));
