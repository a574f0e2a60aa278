import { find, nobody, verify } from './users.js';

export async function login(name, password) {
  const user = find(name);
  const right = await verify(password, user ?? nobody);
  if (!user || !right) return { problem: 'The name or the password is wrong.' };
  return { user: name };
}
