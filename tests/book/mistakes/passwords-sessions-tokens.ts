import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'an unknown name is refused before a password is hashed',
    file: 'login.js',
    replace: [
      '  const right = await verify(password, user ?? nobody);',
      `  if (!user) return { problem: 'The name or the password is wrong.' };
  const right = await verify(password, user ?? nobody);`,
    ],
    fails: ['a name that nobody has costs the same work'],
  },
  {
    what: 'the type and the audience are not looked at',
    file: 'tokens.js',
    replace: ["      typ: 'at+jwt',\n      issuer: ISSUER,\n      audience: AUDIENCE,\n", '      issuer: ISSUER,\n'],
    fails: [
      'a token for another API, or by another issuer, is 401',
      'a refresh token does not pass as an access token',
    ],
  },
  {
    what: 'a token without an end is let in',
    file: 'tokens.js',
    replace: ["      requiredClaims: ['exp', 'sub'],\n", ''],
    fails: ['an access token ends after 15 minutes, and every token has an end'],
  },
  {
    what: 'a used token is refused, and its family goes on',
    file: 'families.js',
    replace: ['if (found.used) found.family.revoked = true;', 'if (found.used) return undefined;'],
    fails: ['a refresh token that comes back ends its family, and no other'],
  },
  {
    what: 'each refresh gives a new hour',
    file: 'families.js',
    replace: ['found.used = true; //', 'found.family.ends = Date.now() + LIFE;\n  found.used = true; //'],
    fails: ['a family ends an hour after its login, refreshed or not'],
  },
];
