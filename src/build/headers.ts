/**
 * The response headers of the site, in one place: our own server sends them, and the build writes them
 * to `_headers`, which several static hosts read. The site works without any of them.
 */

interface Rule {
  /** Start of the paths it is for, without the site's base; `/` is everything. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Later rules win. */
export const headerRules: readonly Rule[] = [
  {
    prefix: '/',
    headers: {
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  },
  // The name of each of these files holds a hash of what is in it.
  { prefix: '/_astro/', headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
  { prefix: '/_engine/', headers: { 'cache-control': 'public, max-age=31536000, immutable' } },
  { prefix: '/_engine/manifest.json', headers: { 'cache-control': 'no-cache' } },
];

/**
 * @param path a path of the site, starting with `/`, without the site's base
 * @returns the headers to send with it, names in lower case
 */
export function headersFor(path: string): Record<string, string> {
  return Object.assign({}, ...headerRules.filter(({ prefix }) => path.startsWith(prefix)).map(({ headers }) => headers)) as Record<string, string>;
}

/** @returns the text of a `_headers` file for a site served under `base` */
export function headersFile(base: string): string {
  const root = base.replace(/\/$/, '');
  return headerRules
    .map(({ prefix, headers }) => {
      const pattern = prefix.endsWith('/') ? `${prefix}*` : prefix;
      // Such hosts join the values of all matching rules unless the earlier one is detached.
      const lines = Object.entries(headers).flatMap(([name, value]) => [...(prefix === '/' ? [] : [`  ! ${name}`]), `  ${name}: ${value}`]);
      return `${root}${pattern}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
