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
    replace: ['return user && same ? shown(user) : undefined;', 'return user && same ? user : undefined;'],
    fails: ['no answer has a secret in it'],
  },
  {
    what: 'HSTS is sent over http, too',
    file: 'server.js',
    replace: ['if (req.secure) res.set', 'res.set'],
    fails: ['HSTS is sent over TLS, and not over http'],
  },
  {
    what: 'a login refuses words of SQL, and pastes the rest',
    file: 'users.js',
    replace: [
      "const user = db.prepare('SELECT * FROM users WHERE email = ?').get(email);",
      "if (/union|select|'@/i.test(email)) return undefined;\n  const user = db.prepare(`SELECT * FROM users WHERE email = '${email}'`).get();",
    ],
    fails: ['who brings a row of their own does not log in'],
  },
  {
    what: 'an ampersand stays as it is',
    file: 'page.js',
    replace: ['text.replace(/[&<>', 'text.replace(/[<>'],
    fails: ['a comment is shown as the text that it is'],
  },
  {
    what: 'two schemes are refused, and all others are links',
    file: 'page.js',
    replace: [
      "['http:', 'https:'].includes(url?.protocol) ? url.href : '#'",
      "['javascript:', 'data:'].includes(url?.protocol) ? '#' : (url?.href ?? '#')",
    ],
    fails: ['the author’s link is a web address inside its quotes, or none'],
  },
  {
    what: 'each answer has the same nonce',
    file: 'server.js',
    replace: ["default-src 'self';", "default-src 'self'; script-src 'nonce-c2hvcA==';"],
    fails: ['the page has a policy without inline scripts, and nosniff'],
  },
  {
    what: 'who signs up is told all that came',
    file: 'server.js',
    replace: ['res.status(201).json(user)', 'res.status(201).json(fields)'],
    fails: ['no answer has a secret in it'],
  },
  {
    what: 'the log leaves out the names that it knows',
    file: 'log.js',
    replace: [
      '{ method, path }) {\n  appendFileSync(file, `${JSON.stringify({ method, path })}',
      '{ method, path, body }) {\n  const { password, text, ...rest } = body ?? {};\n  appendFileSync(file, `${JSON.stringify({ method, path, rest })}',
    ],
    fails: ['no line of the log has a secret in it'],
  },
  {
    what: 'some IPv6 addresses are refused, and all others are public',
    file: 'preview.js',
    replace: [
      "return handedOut.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');",
      'return !/^(::|f[cde])/.test(address);',
    ],
    fails: ['no preview goes inside, however the address is written'],
  },
];
