import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the key is asked for by comparing the path',
    file: 'server.js',
    replace: [
      "app.use('/private', requireKey);",
      "app.use((req, res, next) => (req.path === '/private' ? requireKey(req, res, next) : next()));",
    ],
    fails: ['no other spelling of /private goes round the key'],
  },
  {
    what: 'the body is parsed before the request has its id',
    file: 'server.js',
    replace: ['app.use(requestId);', 'app.use(express.json(), requestId);'],
    fails: ['every answer has an X-Request-Id'],
  },
  {
    what: 'no error handler stands below what can fail',
    file: 'server.js',
    replace: ['app.use(errors);', ''],
    fails: [
      'GET /boom is answered 500, in JSON, and says nothing of the inside',
      'an order is stored, and one that is no JSON is answered 400, in JSON',
    ],
  },
  {
    what: 'what nobody has answered is answered before the routes',
    file: 'server.js',
    replace: ['app.use(express.json());', 'app.use(express.json(), notFound);'],
    fails: [
      'GET / is open to everybody',
      'GET /private with the key is answered 200',
      'GET /boom is answered 500, in JSON, and says nothing of the inside',
      'an order is stored, and one that is no JSON is answered 400, in JSON',
    ],
  },
];
