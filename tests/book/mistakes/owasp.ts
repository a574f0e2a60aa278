import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'only the first address is checked, not where it redirects',
    file: 'preview.js',
    replace: ['if (!addresses.every(isPublic))', 'if (hop === 0 && !addresses.every(isPublic))'],
    fails: ['no redirect and no second look at a name lead inside', 'no answer has a secret in it'],
  },
  {
    what: 'the address is checked by its text',
    file: 'preview.js',
    replace: ['if (!addresses.every(isPublic))', 'if (/^(localhost$|127\\.)/.test(url.hostname))'],
    fails: ['no preview goes inside, however the address is written', 'no answer has a secret in it'],
  },
  {
    what: 'a link is encoded, and its scheme is not looked at',
    file: 'page.js',
    replace: ['escape(webAddress(website))', 'escape(website)'],
    fails: ['the author’s link is a web address inside its quotes, or none'],
  },
  {
    what: 'the tag is set, and nobody waits for its comparison',
    file: 'vault.js',
    replace: ['Buffer.concat([text, decipher.final()]).toString()', 'text.toString()'],
    fails: ['a note that was changed, cut or made up is 422'],
  },
  {
    what: 'a login answers with the row',
    file: 'users.js',
    replace: ['return same ? shown(user) : undefined;', 'return same ? user : undefined;'],
    fails: ['no answer has a secret in it'],
  },
  {
    what: 'HSTS is sent over http, too',
    file: 'server.js',
    replace: ['if (req.secure) res.set', 'res.set'],
    fails: ['HSTS is sent over TLS, and not over http'],
  },
];
