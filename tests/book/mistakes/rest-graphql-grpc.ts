import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'only the depth is limited',
    file: 'server.js',
    replace: ['if (depth <= limits.depth && cost <= limits.cost) return;', 'if (depth <= limits.depth) return;'],
    fails: [
      'a wide query is answered 400, before the store is called',
      'so is a long list whose length is a variable',
      'so is the second operation of a document, if it is the one to be executed',
    ],
  },
  {
    what: 'the loaders outlive their request',
    file: 'server.js',
    replace: ['load: createLoaders() }', 'load: (handle.load ??= createLoaders()) }'],
    fails: ['what another request has changed is seen', 'asked again with its ETag it is 304, until it has changed'],
  },
  {
    what: 'nobody may keep an answer',
    file: 'server.js',
    replace: ["req.method === 'GET' ? 'private, no-cache' : 'no-store'", "'no-store'"],
    fails: ['asked again with its ETag it is 304, until it has changed'],
  },
  {
    what: 'authors are still loaded one by one',
    file: 'resolvers.js',
    replace: ['const posts = await load.posts.load(user.id);', 'const [posts] = await store.postsOfUsers([user.id]);'],
    fails: ['50 users with their posts take two calls of the store'],
  },
  {
    what: 'the variables are not told to the rule',
    file: 'server.js',
    replace: ['limitRule(variableValues ?? {})', 'limitRule({})'],
    fails: ['six levels and a short list of variable length are answered'],
  },
  {
    what: 'the limit itself is refused',
    file: 'server.js',
    replace: ['if (depth <= limits.depth &&', 'if (depth < limits.depth &&'],
    fails: ['six levels and a short list of variable length are answered'],
  },
  {
    what: 'only POST is limited',
    file: 'server.js',
    replace: [
      '[...rules, limitRule(variableValues ?? {})]',
      "req.method === 'GET' ? rules : [...rules, limitRule(variableValues ?? {})]",
    ],
    fails: ['so is a deep query by GET'],
  },
  {
    what: 'only the first operation of a document is measured',
    file: 'server.js',
    replace: [
      'context.getDocument(), operation, variables',
      'context.getDocument(), context.getDocument().definitions[0], variables',
    ],
    fails: ['so is the second operation of a document, if it is the one to be executed'],
  },
];
