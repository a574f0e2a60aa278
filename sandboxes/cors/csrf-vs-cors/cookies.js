// The cookies of the browser, by the draft 6265bis, as far as this chapter needs them.
const RULE = '[6265bis, Retrieval Algorithm]';

/** “Same site”: scheme and registrable domain; here that is the last two names. */
const siteOf = (origin) => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname.split('.').slice(-2).join('.')}`;
};

/** What Sec-Fetch-Site says: `from` is the page’s origin, null for the user. */
export function relation(from, url) {
  if (from === null) return 'none';
  if (from === url.origin) return 'same-origin';
  return siteOf(from) === siteOf(url.origin) ? 'same-site' : 'cross-site';
}

export class Jar {
  #cookies = [];

  keep({ hostname }, lines = []) {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(/; */);
      const named = attributes.map((each) => each.split('='));
      const { Path, SameSite } = Object.fromEntries(named);
      this.#cookies.push({ pair, hostname, path: Path, sameSite: SameSite });
    }
  }

  /** The cookie for a request, and why it goes along or stays. */
  for(url, { site, method, navigates }) {
    const cookie = this.#cookies.find(
      ({ hostname, path }) =>
        hostname === url.hostname && url.pathname.startsWith(`${path}/`),
    );
    if (!cookie) return { why: 'no cookie is known' };
    const { pair, sameSite } = cookie;
    const sent = (why) => ({ pair, why: `with the cookie: ${why} ${RULE}` });
    if (sameSite === 'None') return sent('SameSite=None');
    if (site !== 'cross-site') return sent(`SameSite=${sameSite}, ${site}`);
    if (sameSite === 'Lax' && navigates && method === 'GET') {
      return sent('SameSite=Lax, and a link');
    }
    return { why: `without the cookie: SameSite=${sameSite}, ${site} ${RULE}` };
  }
}
