import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'an origin is allowed by its end',
    file: 'policy.js',
    replace: ['if (!pages.includes(origin))', 'if (!/bank\\.example$/.test(origin))'],
    fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
  },
  {
    what: 'a point in a pattern stands for any character',
    file: 'policy.js',
    replace: ['if (!pages.includes(origin))', 'if (!/^https:\\/\\/(app|desk).bank\\.example$/.test(origin))'],
    fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
  },
  {
    what: 'the list is one text, and the origin is looked for in it',
    file: 'policy.js',
    replace: ['if (!pages.includes(origin))', "if (!origin || !pages.join(' ').includes(origin))"],
    fails: ['pages of other origins may not read /me', 'pages of other origins are refused their preflights'],
  },
  {
    what: 'other sites are kept off a transfer, and one’s own subdomains are not',
    file: 'server.js',
    replace: [
      'app.use(jsonOnly, express.json());',
      "app.use((req, res, next) => (req.get('Sec-Fetch-Site') === 'cross-site' ? res.status(403).end() : next()));\n" +
        'app.use(express.json({ type: () => true }));',
    ],
    fails: ['a POST that a form could have sent moves nothing'],
  },
  {
    what: 'Vary is set where the origin is on the list',
    file: 'policy.js',
    replace: [
      "res.vary('Origin'); // also on the answers to others: they would have been different\n",
      "if (pages.includes(req.get('Origin'))) res.vary('Origin');\n",
    ],
    fails: ['every answer of /me names Origin in Vary'],
  },
  {
    what: 'the policy stands below the session',
    file: 'server.js',
    replace: [
      'app.use(policy); // before whoIsIt: a preflight has no cookie, and a 401 is to be read\napp.use(whoIsIt);',
      'app.use(whoIsIt);\napp.use(policy);',
    ],
    fails: ['our own pages may read that they must log in', 'our own pages may PATCH with JSON'],
  },
  {
    what: 'text/plain is refused by name, and whatever else comes is read as JSON',
    file: 'server.js',
    replace: [
      'app.use(jsonOnly, express.json());',
      "app.use((req, res, next) => (req.is('text/plain') ? res.status(415).end() : next()));\n" +
        'app.use(express.json({ type: () => true }));',
    ],
    fails: ['a POST that a form could have sent moves nothing'],
  },
];
