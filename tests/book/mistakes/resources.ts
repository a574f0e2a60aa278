import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'every old address is redirected',
    file: 'server.js',
    replace: [
      "app.post(['/createUser', '/deleteOrder/:id'], () => {\n  throw new Problem(410, 'This is gone: see /users and /orders');\n});",
      "app.post('/createUser', (req, res) => res.redirect(308, '/users'));\napp.post('/deleteOrder/:id', (req, res) => res.redirect(308, `/orders/${req.params.id}`));",
    ],
    fails: ['an old address is 308 to where the same request works, or 410'],
  },
  {
    what: 'only the names at the top are rewritten',
    file: 'server.js',
    replace: ['ship_to: { city: shipTo.city, postal_code: shipTo.postalCode }', 'ship_to: shipTo'],
    fails: ['every name is in snake_case, at any depth'],
  },
  {
    what: 'the orders of nobody are an empty list',
    file: 'server.js',
    replace: ['const { id } = find(users, req.params.id);\n', 'const id = Number(req.params.id);\n'],
    fails: ['the orders of a user are theirs and no others'],
  },
  {
    what: 'seconds are taken for milliseconds',
    file: 'server.js',
    replace: ['created * 1000', 'created'],
    fails: ['created_at is a time in text, of users and of orders'],
  },
  {
    what: 'lists have their times in seconds',
    file: 'server.js',
    replace: [
      'list(res, [...orders.values()].map(toOrder))',
      'list(res, [...orders.values()].map((each) => ({ ...toOrder(each), created_at: each.created })))',
    ],
    fails: ['created_at is a time in text, of users and of orders'],
  },
  {
    what: 'what is new is answered as it is stored',
    file: 'server.js',
    replace: ['.json(toUser(user))', '.json(user)'],
    fails: ['every name is in snake_case, at any depth'],
  },
  {
    what: 'the envelope says whether there is more by a word',
    file: 'reply.js',
    replace: ['has_more: false', "has_more: 'no'"],
    fails: ['users and orders are lists in one envelope: data and has_more'],
  },
  {
    what: 'every old address is gone',
    file: 'server.js',
    replace: ['res.redirect(308, where(req))', "{ throw new Problem(410, 'Gone'); }"],
    fails: ['an old address is 308 to where the same request works, or 410'],
  },
  {
    what: 'the address of one user is sent on to the list',
    file: 'server.js',
    replace: ['`/users/${idOr0(query.id)}`', "'/users'"],
    fails: ['an old address is 308 to where the same request works, or 410'],
  },
  {
    what: 'the body is parsed before the request has its id',
    file: 'server.js',
    replace: [
      "app.use(requestId);\napp.use(express.json({ limit: '10kb' }));",
      "app.use(express.json({ limit: '10kb' }));\napp.use(requestId);",
    ],
    fails: [
      'every answer has an X-Request-Id of its own',
      'every refusal is a problem document with the same request_id',
    ],
  },
];
