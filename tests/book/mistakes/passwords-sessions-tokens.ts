import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'whoever knows the password of nobody is in, by any name',
    file: 'login.js',
    replace: ['if (!user || !right)', 'if (!right)'],
    fails: ['a name that nobody has does not get in by the password of nobody'],
  },
  {
    what: 'a password is hashed for an unknown name, and not awaited',
    file: 'login.js',
    replace: [
      '  const right = await verify(password, user ?? nobody);',
      `  if (!user) {
    verify(password, nobody);
    return { problem: 'The name or the password is wrong.' };
  }
  const right = await verify(password, user);`,
    ],
    fails: ['a name that nobody has costs the same work'],
  },
  {
    what: 'the type, the audience and the end are not looked at',
    file: 'tokens.js',
    replace: [
      "      typ: 'at+jwt',\n      issuer: ISSUER,\n      audience: AUDIENCE,\n      requiredClaims: ['exp', 'sub'],\n",
      '      issuer: ISSUER,\n',
    ],
    fails: [
      'an access token ends after 15 minutes, and every token has an end',
      'a token for another API, or by another issuer, is 401',
      'a refresh token does not pass as an access token',
    ],
  },
  {
    what: 'all that a token says is looked at, and its signature is not',
    file: 'tokens.js',
    replace: [
      '    const { payload } = await jwtVerify(token, key, {',
      `    const [head, body] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
    const { alg, typ } = JSON.parse(head);
    const { iss, aud, exp, sub } = JSON.parse(body);
    const good = alg === 'HS256' && typ === 'at+jwt' && iss === ISSUER && aud === AUDIENCE;
    if (good) return exp * 1000 > Date.now() ? sub : undefined;
    const { payload } = await jwtVerify(token, key, {`,
    ],
    fails: ['a token whose signature does not fit is 401'],
  },
  {
    what: 'a used token is refused and its family goes on, and what is stored passes as a token',
    file: 'families.js',
    replace: [
      `tokens.get(hash(token));
  if (!found || found.family.ends <= Date.now()) return undefined;
  if (found.used) found.family.revoked = true;`,
      `tokens.get(hash(token)) ?? tokens.get(token);
  if (!found || found.family.ends <= Date.now()) return undefined;
  if (found.used) return undefined;`,
    ],
    fails: ['a refresh token that comes back ends its family, and no other', 'what is stored does not let a thief in'],
  },
  {
    what: 'each refresh gives a new hour, and is awaited between the look and the mark',
    file: 'families.js',
    replace: [
      'found.used = true; //',
      `found.family.ends = Date.now() + LIFE;
  await new Promise((resolve) => setImmediate(resolve));
  found.used = true; //`,
    ],
    fails: [
      'of two who show a token at once, one gets a new one',
      'a family ends an hour after its login, refreshed or not',
    ],
  },
];
