/** A request as a command for a POSIX shell, and as a program. A chunk of its own: it is loaded when it is asked for. */
import type { PreparedRequest } from '../../../sandbox/http-request.ts';

/**
 * `curl`, so that it sends the same bytes: the path as it is written, the method, headers and body as they are.
 *
 * @returns one command over several lines, for `sh` and every shell like it
 */
export function asCurl({ method, url, headers, body }: PreparedRequest): string {
  const lines = [`curl --include --globoff --path-as-is ${quote(url)}`];
  // curl's own way to ask for a head; `--request HEAD` would wait for a body.
  if (method === 'HEAD') lines.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) lines.push(`--request ${quote(method)}`);
  // A header without a value is written with a semicolon (curl's manual, --header).
  for (const [name, value] of headers) lines.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (body !== undefined) {
    // What curl would add of its own.
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
      lines.push(`--header ${quote('Content-Type:')}`);
    lines.push(`--data-raw ${quote(body)}`);
  }
  return `${lines.join(' \\\n  ')}\n`;
}

/** Within single quotes a shell reads everything as it is, but a single quote (POSIX, Shell Command Language, 2.2.2). */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Headers that `fetch` in a browser sets itself (Fetch Standard, "forbidden request-header"). */
const FORBIDDEN =
  /^(?:accept-(?:charset|encoding)|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*)$/i;

/** `fetch`, as a module of Node or of a browser runs it. */
export function asFetch({ method, url, headers, body }: PreparedRequest): string {
  const options: string[] = [];
  if (method !== 'GET') options.push(`  method: ${literal(method)},`);
  if (headers.length > 0) {
    const pairs = headers.map(([name, value]) => {
      const remark = FORBIDDEN.test(name) ? ' // a browser sets this one itself' : '';
      return `    [${literal(name)}, ${literal(value)}],${remark}`;
    });
    options.push('  headers: [', ...pairs, '  ],');
  }
  if (body !== undefined) options.push(`  body: ${literal(body)},`);
  options.push("  redirect: 'manual',");
  return `const response = await fetch(${literal(url)}, {\n${options.join('\n')}\n});\nconsole.log(response.status, await response.text());\n`;
}

/** JSON strings are JavaScript's, with what some readers of a file take for line ends written out. */
function literal(text: string): string {
  const json = JSON.stringify(text)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
  return text.includes("'") || text.includes('\\') || json.slice(1, -1) !== text ? json : `'${text}'`;
}
