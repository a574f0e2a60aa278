import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a patch is applied in place, and then found to be wrong',
    file: 'patch.js',
    replace: [
      'return Object.fromEntries(members);',
      'for (const name in player) delete player[name]; return Object.assign(player, Object.fromEntries(members));',
    ],
    fails: ['a PATCH that would leave an invalid player changes nothing'],
  },
  {
    what: 'PUT merges',
    file: 'server.js',
    replace: ['set(req.params.id, req.body);', 'set(req.params.id, { ...players.get(req.params.id), ...req.body });'],
    fails: ['PUT keeps nothing that was not sent'],
  },
  {
    what: 'HEAD has a handler of its own',
    file: 'server.js',
    replace: ['  .get((req, res) => {', "  .head((req, res) => res.type('json').end())\n  .get((req, res) => {"],
    fails: ['HEAD has the headers of GET and no content'],
  },
  {
    what: 'formats are refused by a list of their names',
    file: 'server.js',
    replace: ['if (!req.is(patchType))', "if (req.is('application/json-patch+json') || req.is('text/plain'))"],
    fails: ['PATCH in a format that is not supported is answered 415'],
  },
];
