import { createHash } from 'node:crypto';
import { refresh } from './tokens.js';

const tokens = new Map(); // hash -> { family, used }
const LIFE = 3_600_000; // an hour, as a bank might have it
const hash = (token) => createHash('sha256').update(token).digest('base64url');

function keep(family) {
  const now = Date.now();
  for (const [old, { family: { ends } }] of tokens) if (ends <= now) tokens.delete(old);
  const token = refresh.make();
  tokens.set(hash(token), { family, used: false });
  return token;
}

export const begin = async (user) =>
  keep({ user, ends: Date.now() + LIFE, revoked: false });

// The user, and the token that takes the place of this one; or nothing.
export async function rotate(token) {
  const found = tokens.get(hash(token));
  if (!found || found.family.ends <= Date.now()) return undefined;
  if (found.used) found.family.revoked = true;
  if (found.family.revoked) return undefined;
  found.used = true; // nothing is awaited between the look and this
  return { user: found.family.user, token: keep(found.family) };
}

// What is stored, as a thief of the store would find it.
export const kept = () => [...tokens.keys()];
