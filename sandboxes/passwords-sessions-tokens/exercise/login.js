// Broken on purpose.
import { find, verify } from './users.js';

export async function login(name, password) {
  const user = find(name);
  if (!user) return { status: 404, problem: 'There is no such user.' };
  if (!verify(password, user)) return { problem: 'The password is wrong.' };
  return { user: name };
}
