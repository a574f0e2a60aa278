import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'Vary is set where a format has been found',
    file: 'server.js',
    replace: [
      "res.vary('Accept').set('Cache-Control', 'no-cache');\n  if (!type) return res.status(406)",
      "res.set('Cache-Control', 'no-cache');\n  if (type) res.vary('Accept');\n  else return res.status(406)",
    ],
    fails: ['every answer of /products names Accept in Vary'],
  },
  {
    what: 'one ETag for all formats, which never changes',
    file: 'server.js',
    replace: ["'no-cache');\n  if (!type)", "'no-cache').set('ETag', '\"v1\"');\n  if (!type)"],
    fails: ['the ETag of one format is none of another', 'after a change the old ETag is not answered 304'],
  },
  {
    what: 'the headers of the account let caches keep it',
    file: 'server.js',
    replace: ["'no-store'", "'private, no-cache'"],
    fails: ['nothing of /me may be stored'],
  },
  {
    what: 'no-store for everything',
    file: 'server.js',
    replace: ["'no-cache');\n  if (!type)", "'no-store');\n  if (!type)"],
    fails: ['/products may be kept by caches'],
  },
  {
    what: 'the ampersand is escaped last',
    file: 'formats.js',
    replace: [
      'String(value).replace(/[&<>"]/g, (char) => entities[char]);',
      "String(value).replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('&', '&amp;');",
    ],
    fails: ['a name is a name in XML, whatever is in it'],
  },
];
