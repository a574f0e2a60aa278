/** Configurations with the site's headers, for servers that do not read `_headers`. */
import type { HeaderRule } from './headers.ts';

export const servers = ['nginx', 'caddy', 'vercel'] as const;
export type ServerName = (typeof servers)[number];

/**
 * @param rules of the site, the first of them for all of it
 * @returns the text of a configuration that serves the site; only names and folders are to be adapted
 */
export function configurationFor(server: ServerName, rules: readonly HeaderRule[]): string {
  const base = rules[0]?.path.replace(/\*$/, '') ?? '/';
  return { nginx, caddy, vercel }[server](rules, base);
}

/** `Content-Security-Policy` from `content-security-policy`. */
const title = (name: string) => name.replaceAll(/(^|-)\w/g, (letter) => letter.toUpperCase());
const escapeRegex = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A configuration of nginx. It has one `map` for each header, since `add_header` in a location would hide those of the
 * server around it. In a map the first regular expression that matches wins, so the last rule comes first. `$uri` will
 * not do: it becomes the path of the file, `index.html` included.
 */
function nginx(rules: readonly HeaderRule[], base: string): string {
  const names = [...new Set(rules.flatMap(({ headers }) => Object.keys(headers)))];
  const variable = (name: string) => `$port3000_${name.replaceAll('-', '_')}`;
  const pattern = (path: string) =>
    path.endsWith('*') ? `~^${escapeRegex(path.slice(0, -1))}` : `~^${escapeRegex(path)}(\\?|$)`;
  const maps = names.map((name) => {
    const lines = rules
      .slice(1)
      .filter(({ headers }) => name in headers)
      .reverse()
      .map(({ path, headers }) => `    "${pattern(path)}" "${headers[name]}";`);
    // nginx does not send a header whose value is empty.
    return [
      `map $request_uri ${variable(name)} {`,
      `    default "${rules[0]?.headers[name] ?? ''}";`,
      ...lines,
      '}',
    ].join('\n');
  });
  const added = names.map((name) => `        add_header ${title(name)} ${variable(name)} always;`);
  const place = base === '/' ? [] : ['        alias /var/www/port3000/;'];
  return `# Inside the http block: a file of conf.d, for instance. Adapt the server's name and the folder.
${maps.join('\n\n')}

server {
    listen 80;
    server_name example.com;
    root /var/www/port3000;
    gzip on;
    gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;

    location ${base} {
${[...place, `        error_page 404 ${base}404.html;`, ...added].join('\n')}
    }
}
`;
}

/**
 * A configuration of Caddy. In a `route` directives keep their order, and a later header replaces an earlier one. The
 * address and the folder can come from the environment, as they do in the Dockerfile.
 */
function caddy(rules: readonly HeaderRule[], base: string): string {
  const lines = rules.flatMap(({ path, headers }) =>
    Object.entries(headers).map(([name, value]) => `        header ${path} ${title(name)} "${value}"`),
  );
  const strip = base === '/' ? [] : [`        uri strip_prefix ${base.replace(/\/$/, '')}`];
  return `# Adapt the address and the folder here, or say them in the environment.
{$PORT3000_ADDRESS:example.com} {
    root * {$PORT3000_FOLDER:/var/www/port3000}
    encode gzip
    route {
${[...lines, ...strip, '        file_server'].join('\n')}
    }
    handle_errors {
        rewrite * /404.html
        file_server
    }
}
`;
}

/** A configuration of Vercel, which takes the last of several values for a header. */
function vercel(rules: readonly HeaderRule[]): string {
  const headers = rules.map((rule) => ({
    source: rule.path.replace(/\*$/, '(.*)'),
    headers: Object.entries(rule.headers).map(([key, value]) => ({ key: title(key), value })),
  }));
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}
