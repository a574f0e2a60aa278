import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);
// Far too cheap, so that the check is quick; leave it. The lesson is elsewhere.
const hash = (password, salt) => derive(password, salt, 32, { N: 16, r: 8, p: 1 });

const make = async (name, password) => {
  const salt = `made up for ${name}`;
  return { name, salt, hash: await hash(password, salt) };
};
const users = new Map();
for (const [name, password] of [
  ['ann', 'correct horse battery'],
  ['bob', 'staple and a lamp'],
]) {
  users.set(name, await make(name, password));
}

export const find = (name) => users.get(name);
export const nobody = await make('nobody', 'there is no such user');

// A promise of true or false.
export async function verify(password, user) {
  calls.verify += 1;
  calls.running += 1;
  try {
    return timingSafeEqual(await hash(password, user.salt), user.hash);
  } finally {
    calls.running -= 1;
  }
}

// How often a password was hashed, how many are being hashed, and were when a login was
// answered: the check asks, where it would have to use a watch.
export const calls = { verify: 0, running: 0, late: 0 };
