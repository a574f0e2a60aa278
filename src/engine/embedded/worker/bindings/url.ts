/**
 * `internalBinding('url')` (src/node_url.cc) on the browser's own URL parser. Node's URL class works with
 * offsets into the serialized URL, as ada's url_aggregator has them; they are derived from the parts here.
 */
import { toUnicode } from '../text/punycode.ts';

const OMITTED = 0xffffffff;

/** ada::scheme::type */
const SCHEMES: Readonly<Record<string, number>> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};
const NOT_SPECIAL = 1;

/** lib/internal/url.js, updateActions */
const PROPERTIES = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
] as const;

export interface UrlErrors {
  /** Makes ERR_INVALID_URL for this input and base. */
  invalid(input: string, base: string | undefined): Error;
}

export function createUrlBinding(errors: () => UrlErrors): object {
  const NativeURL = globalThis.URL;
  const urlComponents = new Uint32Array(9);

  function publish(url: URL): string {
    const { href } = url;
    const protocolEnd = url.protocol.length;
    let usernameEnd = protocolEnd;
    let hostStart = protocolEnd;
    let hostEnd = protocolEnd;
    let pathnameStart = protocolEnd;
    if (href.startsWith('//', protocolEnd)) {
      usernameEnd = protocolEnd + 2 + url.username.length;
      hostStart = usernameEnd + (url.password === '' ? 0 : url.password.length + 1);
      const at = url.username !== '' || url.password !== '' ? 1 : 0;
      hostEnd = hostStart + at + url.hostname.length;
      pathnameStart = hostEnd + (url.port === '' ? 0 : url.port.length + 1);
    } else if (href.startsWith('/.//', protocolEnd)) {
      pathnameStart = protocolEnd + 2;
    }
    const hash = href.indexOf('#', pathnameStart);
    const beforeHash = hash < 0 ? href.length : hash;
    const search = href.slice(0, beforeHash).indexOf('?', pathnameStart);
    urlComponents.set([
      protocolEnd,
      usernameEnd,
      hostStart,
      hostEnd,
      url.port === '' ? OMITTED : Number(url.port),
      pathnameStart,
      search < 0 ? OMITTED : search,
      hash < 0 ? OMITTED : hash,
      SCHEMES[url.protocol] ?? NOT_SPECIAL,
    ]);
    return href;
  }

  const tryParse = (input: string, base?: string): URL | undefined => {
    try {
      const url = base === undefined ? new NativeURL(input) : new NativeURL(input, base);
      // Chromium escapes what the standard forbids in a domain (https://url.spec.whatwg.org/#forbidden-domain-code-point).
      return url.hostname.includes('%') && url.protocol in SCHEMES ? undefined : url;
    } catch {
      return undefined;
    }
  };

  const domain = (name: string): string => tryParse(`ws://${name}`)?.hostname ?? '';

  return {
    urlComponents,
    domainToASCII: domain,
    domainToUnicode: (name: string) => toUnicode(domain(name)),
    canParse: (input: string, base?: string) => tryParse(input, base) !== undefined,
    parse(input: string, base: string | undefined, raise: boolean): string | undefined {
      const url = tryParse(input, base);
      if (url) return publish(url);
      if (raise) throw errors().invalid(input, base);
      return undefined;
    },
    getOrigin(href: string): string {
      return new NativeURL(href).origin;
    },
    pathToFileURL(path: string, _windows: boolean, _base?: string): string {
      const url = new NativeURL('file:///');
      url.pathname = path
        .replace(/%/g, '%25')
        .replace(/\\/g, '%5C')
        .replace(/\n/g, '%0A')
        .replace(/\r/g, '%0D')
        .replace(/\t/g, '%09')
        .replace(/\?/g, '%3F')
        .replace(/#/g, '%23');
      return publish(url);
    },
    update(href: string, action: number, value: string): string | false {
      const property = PROPERTIES[action];
      const url = property === 'href' ? tryParse(value) : new NativeURL(href);
      if (!url || !property) return false;
      if (property !== 'href') url[property] = value;
      return publish(url);
    },
    format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean): string {
      const url = new NativeURL(href);
      if (!hash) url.hash = '';
      if (!search) url.search = '';
      if (!auth) {
        url.username = '';
        url.password = '';
      }
      const shown = unicode ? toUnicode(url.hostname) : url.hostname;
      return shown === url.hostname ? url.href : url.href.replace(url.hostname, shown);
    },
  };
}
