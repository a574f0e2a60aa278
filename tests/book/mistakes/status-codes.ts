import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'an address is looked up first, and a second one of the same moment is a 500',
    file: 'users.js',
    replace: [
      '  await askMailService();\n  try {',
      [
        "  const taken = () => db.prepare('SELECT 1 FROM users WHERE email = ?').get(email);",
        '  if (taken()) return undefined;',
        '  await askMailService();',
        "  if (taken()) throw new Error('taken');",
        '  try {',
      ].join('\n'),
    ],
    fails: ['of two with one address at once, one is answered 201 and one 409'],
  },
  {
    what: 'whatever the parser refuses is a 400',
    file: 'server.js',
    replace: ['clients ? error.status : 500', 'clients ? 400 : 500'],
    fails: ['413: a body of 2 MB'],
  },
  {
    what: 'Retry-After is in milliseconds',
    file: 'access.js',
    replace: [' / 1000)', ')'],
    fails: ['429: the fourth export in a minute, with Retry-After in seconds'],
  },
];
