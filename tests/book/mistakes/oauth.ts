import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a state is compared if there is one',
    file: 'login.js',
    replace: ['return query.state === pending.state &&', 'return (query.state ?? pending.state) === pending.state &&'],
    fails: ['a callback without state, or with another one, is 400'],
  },
  {
    what: 'the state is always the same',
    file: 'login.js',
    replace: ['{ state: random(), verifier', "{ state: 'a-state-that-never-changes', verifier"],
    fails: ['each login has its own state and its own challenge'],
  },
  {
    what: 'a code stays after it was redeemed',
    file: 'codes.js',
    replace: ['  codes.delete(code); // one try, whatever becomes of it\n', ''],
    fails: ['a code works once'],
  },
  {
    what: 'who sends no challenge needs no verifier',
    file: 'codes.js',
    replace: ["  if (grant.method !== 'S256' || !/^[\\w-]{43}$/.test(grant.challenge)) return null;\n", ''],
    fails: ['a code needs the verifier of its challenge'],
  },
  {
    what: 'the address is compared by its host',
    file: 'codes.js',
    replace: [
      'registered.has(clientId) && registered.get(clientId) === redirectUri',
      'registered.has(clientId) && new URL(redirectUri).host === new URL(registered.get(clientId)).host',
    ],
    fails: ['an altered redirect_uri is 400, and nobody is sent there'],
  },
  {
    what: 'the roles are keys of an object',
    file: 'may.js',
    replace: [
      '  const actions = roles.get(user.role);\n  if (!actions) return false;',
      '  const byName = Object.fromEntries(roles);\n  const actions = byName[user.role];\n  if (!actions) return false;',
    ],
    fails: ['a role that nobody has described is 403 everywhere'],
  },
  {
    what: 'a new key ends the old one',
    file: 'keys.js',
    replace: [
      '  if (own.length >= ACTIVE) return null;\n',
      '  if (own.length > 0) for (const { id } of own) revoke(user, id);\n',
    ],
    fails: ['the old key works until it is revoked'],
  },
];
