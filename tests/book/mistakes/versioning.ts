import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'Vary is set only when a version was chosen',
    file: 'server.js',
    replace: [
      "  res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
      "  if (req.get('API-Version')) res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
    ],
    fails: ['every answer at /users/1 says Vary: API-Version'],
  },
  {
    what: 'version 1 is still there for writing after its end',
    file: 'server.js',
    replace: ["app.post('/v:version/users', byPath, ending, create);", "app.post('/v:version/users', byPath, create);"],
    fails: ['version 1 works until its sunset, and is 410 from then on'],
  },
  {
    what: 'the versions are in a plain object',
    file: 'versions.js',
    replace: [
      'export const versions = new Map([',
      'const found = new Map([["constructor", { show: (user) => user, read: () => [] }]]);\nexport const versions = new Map([\n  ...found,',
    ],
    fails: ['an unknown version is 404 in the path and 400 in the header'],
  },
  {
    what: 'Deprecation is an HTTP date',
    file: 'server.js',
    replace: ['`@${Math.floor(deprecated.getTime() / 1000)}`', 'deprecated.toUTCString()'],
    fails: ['version 1 says in Deprecation since when: @ and seconds'],
  },
  {
    what: 'Sunset is written as JSON writes dates',
    file: 'server.js',
    replace: ['sunset.toUTCString()', 'sunset.toISOString()'],
    fails: [
      'version 1 says in Sunset when it ends: an HTTP date',
      'version 1 works until its sunset, and is 410 from then on',
    ],
  },
  {
    what: 'only the version in the path ends',
    file: 'server.js',
    replace: ["app.get('/users/:id', byHeader, ending, show);", "app.get('/users/:id', byHeader, show);"],
    fails: [
      'version 1 says in Deprecation since when: @ and seconds',
      'version 1 says in Sunset when it ends: an HTTP date',
      'version 1 works until its sunset, and is 410 from then on',
    ],
  },
  {
    what: 'without a version it is the newest',
    file: 'server.js',
    replace: ["req.get('API-Version') ?? '1'", "req.get('API-Version') ?? '2'"],
    fails: [
      'at /users/1 the header API-Version chooses; without it, version 1',
      'version 1 says in Deprecation since when: @ and seconds',
      'version 1 says in Sunset when it ends: an HTTP date',
    ],
  },
  {
    what: 'whether it is over is asked once, at the start',
    file: 'server.js',
    replace: [
      '/** Says that version 1 ends, and ends it. */\n',
      'const began = globalThis.Date.now();\nconst Date = { now: () => began };\n',
    ],
    fails: ['version 1 works until its sunset, and is 410 from then on'],
  },
  {
    what: 'the id goes into Link as it was decoded',
    file: 'server.js',
    replace: ['encodeURIComponent(id)', 'id'],
    fails: ['a user that is not there is 404, whatever the id is'],
  },
  {
    what: 'Vary comes after the end, and the 410 has none',
    file: 'server.js',
    replace: [
      "  res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
      "  const one = (req.get('API-Version') ?? '1') === '1';\n  if (!one || Date.now() < sunset.getTime()) res.vary('API-Version');\n  res.locals.name = req.get('API-Version') ?? '1';\n",
    ],
    fails: ['version 1 works until its sunset, and is 410 from then on'],
  },
  {
    what: 'the successor is the old address',
    file: 'server.js',
    replace: ['`/v2/users/${encodeURIComponent(id)}`', '`/v1/users/${encodeURIComponent(id)}`'],
    fails: ['version 1 links to its successor, where the same user is'],
  },
];
