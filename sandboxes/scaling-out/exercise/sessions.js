// Broken on purpose: each instance remembers only those who have logged in at it.
const users = new Map(); // session id → user
const MOST = 1000;

export async function keep(id, user) {
  users.set(id, user);
  if (users.size > MOST) users.delete(users.keys().next().value);
}

/** @returns the user of a session, or undefined */
export async function find(id) {
  return users.get(id);
}
