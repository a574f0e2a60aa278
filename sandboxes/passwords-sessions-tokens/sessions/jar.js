// A browser's cookie jar, as far as the lesson needs it (RFC 6265bis §5). It lacks the
// list of public suffixes, limits, ends by the clock and cookies without a name, and lets
// http replace a Secure cookie.
export class Jar {
  #cookies = new Map();

  // Keeps what a Set-Cookie of `url` says. Returns why not, or nothing.
  store(line, url) {
    const [pair, ...words] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    const has = new Map(words.map((word) => {
      const [key, text = ''] = word.split('=');
      return [key.toLowerCase(), text];
    }));
    const domain = has.get('domain')?.toLowerCase().replace(/^\./, '');
    const secure = has.has('secure');
    const path = has.get('path')?.startsWith('/') ? has.get('path') : folderOf(url);
    const site = has.get('samesite')?.toLowerCase();
    const sameSite = /^(strict|none)$/.test(site) ? site : 'lax'; // as Chrome does
    const [, prefix] = /^__(secure|host)-/.exec(name.toLowerCase()) ?? [];
    if (domain && !within(url.hostname, domain)) return 'not your domain';
    if (secure && url.protocol !== 'https:') return 'Secure, over http';
    if (sameSite === 'none' && !secure) return 'None without Secure';
    if (prefix && !secure) return `__${prefix}- wants Secure`;
    if (prefix === 'host' && (domain || !has.has('path') || path !== '/')) {
      return '__Host- wants Path=/ and no Domain';
    }
    const cookie = {
      name, value, secure, path, sameSite,
      domain: domain || url.hostname,
      hostOnly: !domain,
      httpOnly: has.has('httponly'),
      kept: has.has('max-age') || has.has('expires'),
    };
    const key = [name, cookie.domain, cookie.hostOnly, path].join('|');
    if (Number.parseInt(has.get('max-age') ?? 1) <= 0) this.#cookies.delete(key);
    else this.#cookies.set(key, cookie);
    return undefined;
  }

  // from: the site of the page that asks; link: is it a visit, by GET, to another page?
  sentTo(url, { from = siteOf(url), link = true } = {}) {
    const host = url.hostname;
    return [...this.#cookies.values()].filter((cookie) =>
      (cookie.hostOnly ? host === cookie.domain : within(host, cookie.domain))
      && below(url.pathname, cookie.path)
      && (!cookie.secure || url.protocol === 'https:')
      && (from === siteOf(url) || cookie.sameSite === 'none'
        || (cookie.sameSite === 'lax' && link)));
  }

  seenByScript = (url) => this.sentTo(url).filter(({ httpOnly }) => !httpOnly);

  // The browser is closed and opened.
  restart() {
    for (const [key, { kept }] of this.#cookies) if (!kept) this.#cookies.delete(key);
  }
}

const within = (host, domain) => host === domain || host.endsWith(`.${domain}`);
const below = (path, parent) =>
  path === parent || path.startsWith(parent.replace(/\/?$/, '/'));
const folderOf = ({ pathname }) => pathname.replace(/\/[^/]*$/, '') || '/';
// The registrable domain: here the last two labels. The scheme belongs to it, too.
const siteOf = ({ protocol, hostname }) =>
  `${protocol}//${hostname.split('.').slice(-2).join('.')}`;
