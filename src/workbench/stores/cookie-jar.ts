/**
 * Keeps cookies as a browser does (RFC 6265 section 5), for servers on localhost: they share their cookies whatever
 * their port is, and `Secure` cookies go to them without TLS as well, as browsers trust localhost. A chunk of its own.
 */

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Milliseconds since 1970 after which it is gone; `null` when it stays for as long as the jar. */
  readonly expires: number | null;
}

type Headers = readonly (readonly [string, string])[];

export class CookieJar {
  #cookies: Cookie[] = [];

  /** @param now milliseconds since 1970 @returns those that have not expired, in the order in which they came */
  list(now: number): readonly Cookie[] {
    this.#cookies = this.#cookies.filter(({ expires }) => expires === null || expires > now);
    return this.#cookies;
  }

  clear(): void {
    this.#cookies = [];
  }

  /** Takes the cookies of an answer. @param path of its request */
  take(headers: Headers, path: string, now: number): void {
    for (const [name, value] of headers) {
      if (name.toLowerCase() !== 'set-cookie') continue;
      const cookie = parse(value, path, now);
      if (cookie === null) continue;
      const at = this.#cookies.findIndex((other) => other.name === cookie.name && other.path === cookie.path);
      if (at === -1) this.#cookies.push(cookie);
      // One that comes again keeps its place (section 5.3, step 11.3).
      else this.#cookies[at] = cookie;
    }
    this.list(now);
  }

  /** @returns the value of the `Cookie` header of a request; `null` when there is nothing to send */
  header(path: string, now: number): string | null {
    const matching = this.list(now)
      .filter((cookie) => matches(cookie.path, pathOf(path)))
      // Longer paths first (section 5.4, step 2); the sort is stable, so that the order of creation stays.
      .toSorted((one, other) => other.path.length - one.path.length);
    return matching.length === 0 ? null : matching.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
}

function parse(text: string, requestPath: string, now: number): Cookie | null {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, equals).trim();
  if (equals === -1 || name === '') return null;
  let path = defaultPath(requestPath);
  let expires: number | null = null;
  let byAge = false;
  for (const attribute of attributes) {
    const [, key = '', value = ''] = /^\s*([^=]*?)\s*(?:=\s*(.*?)\s*)?$/s.exec(attribute) ?? [];
    switch (key.toLowerCase()) {
      case 'path':
        path = value.startsWith('/') ? value : defaultPath(requestPath);
        break;
      case 'domain':
        // A cookie of another host is not taken (section 5.3, step 6).
        if (!/^\.?(?:localhost|127\.0\.0\.1)$/i.test(value) && value !== '') return null;
        break;
      case 'max-age':
        if (!/^-?\d+$/.test(value)) break;
        byAge = true;
        expires = Number(value) <= 0 ? Number.NEGATIVE_INFINITY : now + Number(value) * 1000;
        break;
      case 'expires':
        if (!byAge && !Number.isNaN(Date.parse(value))) expires = Date.parse(value);
        break;
      default:
    }
  }
  return { name, value: pair.slice(equals + 1).trim(), path, expires };
}

const pathOf = (target: string): string => /^[^?#]*/.exec(target)![0];

/** Section 5.1.4: up to the last slash. */
function defaultPath(target: string): string {
  const path = pathOf(target);
  const last = path.lastIndexOf('/');
  return last <= 0 ? '/' : path.slice(0, last);
}

function matches(cookiePath: string, path: string): boolean {
  if (cookiePath === path) return true;
  return path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/');
}
