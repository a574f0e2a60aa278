// Broken on purpose.
import { refresh } from './tokens.js';

const tokens = new Map(); // token -> { user, ends }
const LIFE = 3_600_000; // an hour, as a bank might have it

function keep(user, token) {
  for (const [old, { ends }] of tokens) if (ends <= Date.now()) tokens.delete(old);
  tokens.set(token, { user, ends: Date.now() + LIFE });
  return token;
}

export const begin = async (user) => keep(user, await refresh.make(user));

// The user, and the token that takes the place of this one; or nothing.
export async function rotate(token) {
  const found = tokens.get(token);
  if (!found || found.ends <= Date.now()) return undefined;
  return { user: found.user, token };
}

// What is stored, as a thief of the store would find it.
export const kept = () => [...tokens.keys()];
