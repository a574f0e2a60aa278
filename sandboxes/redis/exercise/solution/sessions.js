import { randomUUID } from 'node:crypto';
import { ask, redis } from './client.js';

const LIFE = 600; // seconds after the last request
const key = (id) => `session:${id}`;

export async function create(user) {
  const id = randomUUID();
  const session = JSON.stringify({ user, items: 0 });
  await ask(redis.set(key(id), session, { expiration: { type: 'EX', value: LIFE } }));
  return id;
}

export async function read(id) {
  const text = await ask(redis.get(key(id)));
  if (text === null) return null;
  await ask(redis.expire(key(id), LIFE));
  return JSON.parse(text);
}

/** Writes a session that read() has found. */
export const save = (id, session) =>
  ask(redis.set(key(id), JSON.stringify(session), {
    condition: 'XX', // not one that has ended since
    expiration: { type: 'EX', value: LIFE },
  }));
