// A browser's cookie jar, as far as the lesson needs it (RFC 6265bis §5). It lacks the
// list of public suffixes, and the limits of sizes and numbers.
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
    const domain = has.get('domain')?.toLowerCase();
    const secure = has.has('secure');
    if (domain && !within(url.hostname, domain)) return 'not your domain';
    if (secure && url.protocol !== 'https:') return 'Secure, over http';
    if (has.get('samesite') === 'None' && !secure) return 'None without Secure';
    if (name.startsWith('__Host-') && (!secure || domain || has.get('path') !== '/')) {
      return '__Host- wants Secure, Path=/ and no Domain';
    }
    const cookie = {
      name,
      value,
      secure,
      domain: domain ?? url.hostname,
      hostOnly: !domain,
      path: has.get('path') || url.pathname.replace(/\/[^/]*$/, '') || '/',
      httpOnly: has.has('httponly'),
      sameSite: has.get('samesite') ?? 'Lax', // what Chrome takes when nothing is said
      kept: has.has('max-age') || has.has('expires'),
    };
    const key = [cookie.name, cookie.domain, cookie.path].join('|');
    if (Number(has.get('max-age') ?? 1) <= 0) this.#cookies.delete(key);
    else this.#cookies.set(key, cookie);
    return undefined;
  }

  // from: the site of the page that asks; link: is it a visit, by GET, to another page?
  sentTo(url, { from = siteOf(url), link = true } = {}) {
    const host = url.hostname;
    return [...this.#cookies.values()].filter((cookie) =>
      (cookie.hostOnly ? host === cookie.domain : within(host, cookie.domain))
      && (url.pathname + '/').startsWith(cookie.path.replace(/\/?$/, '/'))
      && (!cookie.secure || url.protocol === 'https:')
      && (from === siteOf(url) || cookie.sameSite === 'None'
        || (cookie.sameSite === 'Lax' && link)));
  }

  seenByScript = (url) => this.sentTo(url).filter(({ httpOnly }) => !httpOnly);

  // The browser is closed and opened.
  restart() {
    for (const [key, { kept }] of this.#cookies) if (!kept) this.#cookies.delete(key);
  }
}

const within = (host, domain) => host === domain || host.endsWith(`.${domain}`);
// The registrable domain: here the last two labels. The scheme belongs to it, too.
const siteOf = ({ protocol, hostname }) =>
  `${protocol}//${hostname.split('.').slice(-2).join('.')}`;
