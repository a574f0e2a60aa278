// A model of a browser: what it decides from an answer's headers, and who says so.

function directive(headers, name) {
  const policy = headers.get('Content-Security-Policy') ?? '';
  const found = policy
    .split(';')
    .map((part) => part.trim().split(/\s+/))
    .find(([each]) => each === name);
  return found?.slice(1);
}

// Of the patterns that CSP knows the model understands * alone.
const allow = (sources, origin) => sources.includes('*') || sources.includes(origin);

/** May a page use this answer as a <script src>? Fetch, "blocked due to nosniff?" */
export function runsAsScript(headers) {
  if (headers.get('X-Content-Type-Options') !== 'nosniff') return true; // text/plain
  return /^(text|application)\/javascript/.test(headers.get('Content-Type') ?? '');
}

/** May `origin` show this page in a frame? CSP 3, frame-ancestors overrides X-F-O. */
export function mayBeFramed(headers, origin) {
  const ancestors = directive(headers, 'frame-ancestors');
  if (ancestors) return allow(ancestors, origin);
  return headers.get('X-Frame-Options') === null; // else DENY, or SAMEORIGIN
}

/** Does a <script>…</script> in this page run? CSP 3, script-src, default-src */
export function runsInline(headers) {
  const sources = directive(headers, 'script-src') ?? directive(headers, 'default-src');
  return sources === undefined || sources.includes("'unsafe-inline'");
}

/** May a form in this page send to `origin`? CSP 3; default-src says nothing of it. */
export function mayPostTo(headers, origin) {
  const targets = directive(headers, 'form-action');
  return targets === undefined || allow(targets, origin);
}

/** May a page of `origin` read this answer? Fetch, "CORS protocol and credentials" */
export function mayRead(headers, origin, { withCookies }) {
  const allowed = headers.get('Access-Control-Allow-Origin');
  if (!withCookies) return allowed === '*' || allowed === origin;
  const credentials = headers.get('Access-Control-Allow-Credentials');
  return allowed === origin && credentials === 'true';
}

/** Hosts to be asked over TLS only (RFC 6797). */
export class KnownHosts {
  #hosts = new Map();

  learn(url, headers) {
    const { protocol, hostname } = new URL(url);
    const value = headers.get('Strict-Transport-Security');
    if (protocol !== 'https:' || value === null) return; // §8.1
    const maxAge = Number(/max-age="?(\d+)/i.exec(value)?.[1] ?? 0);
    if (maxAge === 0) this.#hosts.delete(hostname); // §6.1.1
    else this.#hosts.set(hostname, /includeSubDomains/i.test(value));
  }

  /** Returns `url` as it is asked for: §8.3. */
  secured(url) {
    const { hostname } = new URL(url);
    const known = [...this.#hosts].some(
      ([host, andBelow]) =>
        hostname === host || (andBelow && hostname.endsWith(`.${host}`)),
    );
    return known ? url.replace(/^http:/, 'https:') : url;
  }
}
