/**
 * The response headers of the site, in one place. A build writes them to `_headers`, which several static hosts and our
 * own server read; `hosting.ts` writes them for other servers.
 *
 * The headers make a page cross-origin isolated (WebContainer needs that), say what it may load, and how long a file
 * may be cached. Without them everything but WebContainer works.
 */

export interface HeaderRule {
  /** The path that the rule is for, with the site's base; with `*` at its end, all paths that begin so. */
  readonly path: string;
  /** The headers, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The facts about a built site that its headers depend on. */
export interface SiteFacts {
  /** The path the site is served under; starts and ends with `/`. */
  readonly base: string;
  /** Hashes of the scripts inside pages, as a policy names them: `sha256-…`. */
  readonly inlineScripts: readonly string[];
  /** Paths of pages with a sandbox, without the base: `/rate-limiting/`. */
  readonly sandboxPages: readonly string[];
  /** The embedded engine's frame: its file below the base, and the policy in the document. */
  readonly frame: { readonly file: string; readonly policy: string } | null;
}

/** The origins of the iframes of WebContainer's client, and of the previews of its servers. */
const WEBCONTAINER = ['https://stackblitz.com', 'https://*.webcontainer.io', 'https://*.webcontainer-api.io'];

/**
 * The headers that WebContainer demands of a page: https://webcontainers.io/guides/configuring-headers. The value is
 * not `require-corp`, under which WebKit starts no worker in a frame of an opaque origin, where the embedded engine
 * lives. WebKit does not know `credentialless`: its pages are not isolated, and WebContainer does not run there.
 */
export const isolation: Readonly<Record<string, string>> = {
  'cross-origin-embedder-policy': 'credentialless',
  'cross-origin-opener-policy': 'same-origin',
};

const FOREVER = 'public, max-age=31536000, immutable';

/** @returns rules in order; where several for a path have a header, the last one wins */
export function headerRules({ base, inlineScripts, sandboxPages, frame }: SiteFacts): HeaderRule[] {
  const at = (path: string) => `${base}${path.slice(1)}`;
  return [
    {
      path: at('/*'),
      headers: {
        'cache-control': 'no-cache',
        'content-security-policy': pagePolicy(inlineScripts, []),
        ...isolation,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    },
    // The names of these files contain hashes of their contents.
    { path: at('/_astro/*'), headers: { 'cache-control': FOREVER } },
    { path: at('/_engine/*'), headers: { 'cache-control': FOREVER } },
    { path: at('/_engine/manifest.json'), headers: { 'cache-control': 'no-cache' } },
    ...(frame === null ? [] : [{ path: at(`/${frame.file}`), headers: frameHeaders(frame.policy) }]),
    ...together(sandboxPages).map((path) => ({
      path: at(path),
      headers: { 'content-security-policy': pagePolicy(inlineScripts, WEBCONTAINER) },
    })),
  ];
}

/** Folders whose pages may all have a sandbox: one rule for hundreds of pages, as hosts take a hundred (Cloudflare). */
const PLACES = ['/sandboxes/', '/playground/'];

/** @returns paths and, in place of all pages of a place that has a sandbox, its beginning with `*` */
function together(pages: readonly string[]): readonly string[] {
  return [
    ...new Set(
      pages.map((page) => PLACES.filter((place) => page.startsWith(place)).map((place) => `${place}*`)[0] ?? page),
    ),
  ];
}

/**
 * The policy of a page. Scripts come from the site, those inside pages by their hash. `wasm-unsafe-eval` is for the
 * search. Styles may be inside: the editor and the terminal write style elements, diagrams have style attributes.
 */
function pagePolicy(inlineScripts: readonly string[], frames: readonly string[]): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...inlineScripts.map((hash) => `'${hash}'`), "'wasm-unsafe-eval'"].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ["frame-src 'self'", ...frames].join(' '),
    // Before it makes an iframe of the first origin, the engine looks whether that can be reached.
    ...frames.slice(0, 1).map((origin) => `connect-src 'self' ${origin}`),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/**
 * The headers of the frame's document. `sandbox` gives it an opaque origin even when somebody opens it by its address.
 * For Firefox the page is then of another origin, hence the resource policy.
 */
function frameHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': `sandbox allow-scripts; ${policy}`,
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** @returns the headers to send with a path of the site, base included */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  return Object.assign({}, ...rules.filter((rule) => matches(rule, path)).map(({ headers }) => headers)) as Record<
    string,
    string
  >;
}

function matches({ path: pattern }: HeaderRule, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** @returns the text of a `_headers` file */
export function headersFile(rules: readonly HeaderRule[]): string {
  return rules
    .map((rule, index) => {
      const before = new Set(
        rules
          .slice(0, index)
          .filter((earlier) => matches(earlier, rule.path))
          .flatMap(({ headers }) => Object.keys(headers)),
      );
      // Netlify lets the later rule win; Cloudflare joins the values unless the earlier one is detached.
      const lines = Object.entries(rule.headers).flatMap(([name, value]) => [
        ...(before.has(name) ? [`  ! ${name}`] : []),
        `  ${name}: ${value}`,
      ]);
      return `${rule.path}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** Reads a file that `headersFile` has written. */
export function readHeadersFile(text: string): HeaderRule[] {
  return text
    .split(/\n(?=\/)/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [path = '', ...lines] = block.trimEnd().split('\n');
      const fields = lines.map((line) => /^ {2}([\w-]+): (.*)$/.exec(line)).filter((field) => field !== null);
      return { path, headers: Object.fromEntries(fields.map(([, name, value]) => [name!, value!])) };
    });
}
