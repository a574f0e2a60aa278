import { createHash, randomBytes } from 'node:crypto';

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const LONGEST = 12 * 60 * MINUTE;

// In this process only. With several, they belong into a store that all can reach.
const sessions = new Map();
const hash = (id) => createHash('sha256').update(id).digest('base64url');
const isOver = (now, { began, seen }) => now - seen >= IDLE || now - began >= LONGEST;

function sweep(now) {
  for (const [key, session] of sessions) {
    // This lesson lets anybody log in, so it keeps the last 1,000 only.
    if (isOver(now, session) || sessions.size >= 1000) sessions.delete(key);
  }
}

export function start(user, id = randomBytes(32).toString('base64url')) {
  const now = Date.now();
  sweep(now);
  sessions.set(hash(id), { user, began: now, seen: now });
  return id;
}

export function find(id) {
  const now = Date.now();
  const session = sessions.get(hash(id));
  if (!session || isOver(now, session)) return undefined;
  session.seen = now;
  return session;
}

export const end = (id) => sessions.delete(hash(id));
