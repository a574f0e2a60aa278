import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a state is compared if there is one',
    file: 'login.js',
    replace: ['return query.state === pending.state &&', 'return (query.state ?? pending.state) === pending.state &&'],
    fails: ['a callback without state, or with another one, is 400'],
  },
  {
    what: 'who has begun nothing need not send a state',
    file: 'login.js',
    replace: ['if (!pending) return false;', 'if (!pending) return query.state === undefined;'],
    fails: ['a callback without state, or with another one, is 400'],
  },
  {
    what: 'a state of anybody who has begun a login is taken',
    file: 'login.js',
    replace: ['return query.state === pending.state &&', 'return /^[\\w-]{43}$/.test(query.state ?? pending.state) &&'],
    fails: ['a callback without state, or with another one, is 400'],
  },
  {
    what: 'the verifier is sent as the state',
    file: 'login.js',
    replace: [
      'const pending = { state: random(), verifier: random() };',
      'const state = random();\n  const pending = { state, verifier: state };',
    ],
    fails: ['each login has its own state and its own challenge'],
  },
  {
    what: 'the state is always the same',
    file: 'login.js',
    replace: ['{ state: random(), verifier', "{ state: 'a-state-that-never-changes', verifier"],
    fails: [
      'a callback without state, or with another one, is 400',
      'each login has its own state and its own challenge',
    ],
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
    what: 'the address is compared after it was resolved',
    file: 'codes.js',
    replace: ['registered.get(clientId) === redirectUri', 'registered.get(clientId) === new URL(redirectUri).href'],
    fails: ['an altered redirect_uri is 400, and nobody is sent there'],
  },
  {
    what: 'every client may use every registered address',
    file: 'codes.js',
    replace: [
      'registered.has(clientId) && registered.get(clientId) === redirectUri',
      'clientId !== undefined && [...registered.values()].includes(redirectUri)',
    ],
    fails: ['a code is for one client and one address'],
  },
  {
    what: 'the address of the token request is compared if there is one',
    file: 'codes.js',
    replace: ['redirectUri !== grant.redirectUri', '(redirectUri ?? grant.redirectUri) !== grant.redirectUri'],
    fails: ['a code is for one client and one address'],
  },
  {
    what: 'what is their own they may do, whatever their role',
    file: 'may.js',
    replace: ['return isOwn && actions.has(`${action}:own`);', "return isOwn && ['edit', 'delete'].includes(action);"],
    fails: ['whoever was an author has no right to their old posts'],
  },
  {
    what: 'two keys for all users together',
    file: 'keys.js',
    replace: ['[...keys.values()].filter((each) => each.user === user)', '[...keys.values()]'],
    fails: ['the old key works until it is revoked'],
  },
  {
    what: 'a key is found by its id alone',
    file: 'keys.js',
    replace: ['keys.get(hashOf(text))?.user', "[...keys.values()].find(({ id }) => id === text.split('_')[1])?.user"],
    fails: ['the old key works until it is revoked'],
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
