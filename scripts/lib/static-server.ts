/** A small server for the built site, as a static host serves it that reads its `_headers`. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, normalize, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { headersFor, readHeadersFile, type HeaderRule } from '../../src/build/headers.ts';
import { typeOf } from '../../src/build/media-types.ts';

export interface StaticSite {
  readonly server: Server;
  readonly port: number;
  /** The address of the first page. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a folder on the loopback interface.
 *
 * @param folder the built site
 * @param base the path it was built for; starts and ends with `/`
 * @param port the port to try first; 0 for any
 * @param attempts how many ports to try, one after the other
 * @throws Error when none of them is free
 */
export async function serveStatic(folder: string, base: string, port: number, attempts = 1): Promise<StaticSite> {
  const headers = join(folder, '_headers');
  const rules = existsSync(headers) ? readHeadersFile(readFileSync(headers, 'utf8')) : [];
  const server = createServer((request, response) => {
    answer({ folder, base, rules }, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The server failed; the terminal in which it runs says why.\n');
    });
  });
  for (let candidate = port; ; candidate += 1) {
    try {
      const taken = await listen(server, candidate);
      return {
        server,
        port: taken,
        url: `http://localhost:${taken}${base}`,
        close: () =>
          new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === 0 || candidate + 1 >= port + attempts)
        throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

interface Served {
  readonly folder: string;
  readonly base: string;
  readonly rules: readonly HeaderRule[];
}

async function answer(
  { folder, base, rules }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const plain = (status: number, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
    response.end(request.method === 'HEAD' ? undefined : `${text}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plain(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });

  const [rawPath = '/', query] = (request.url ?? '/').split(/\?(.*)/s);
  let path: string;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return plain(400, 'The address is not valid: a percent sign in it stands for nothing.');
  }
  const suffix = query === undefined ? '' : `?${query}`;
  if (base !== '/' && (path === '/' || `${path}/` === base))
    return plain(302, `The site is at ${base}`, { location: `${base}${suffix}` });

  const root = resolve(folder);
  // The path is made absolute before it is joined, so that no number of “..” leads out of the folder.
  const inside =
    path.startsWith(base) && !path.includes('\0') ? join(root, normalize(`/${path.slice(base.length)}`)) : null;
  const found = inside === null ? null : await fileAt(inside);
  if (found === 'folder')
    return plain(301, 'A page’s address ends with a slash.', { location: `${rawPath}/${suffix}` });
  const missing = found === null;
  const file = found ?? (await fileAt(join(root, '404.html')));
  if (file === null || file === 'folder') return plain(404, 'There is nothing at this address.');

  const type = typeOf(file.path);
  const text = COMPRESSIBLE.test(type);
  const packed = text && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const version = createHash('sha256')
    .update(`${file.path}:${file.size}:${file.modified}`)
    .digest('base64url')
    .slice(0, 20);
  const tag = `"${version}${packed ? '-gzip' : ''}"`;
  const headers: Record<string, string> = {
    ...headersFor(rules, path),
    'content-type': type,
    ...(text && { vary: 'accept-encoding' }),
    ...(packed ? { 'content-encoding': 'gzip' } : { 'content-length': String(file.size) }),
    etag: tag,
  };
  if (!missing && request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) {
    const { 'content-length': _, 'content-encoding': __, ...rest } = headers;
    response.writeHead(304, rest);
    response.end();
    return;
  }
  response.writeHead(missing ? 404 : 200, headers);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const contents = createReadStream(file.path);
  // A reader who leaves in the middle is no error of ours; a file that cannot be read ends the connection.
  pipeline(packed ? [contents, createGzip(), response] : [contents, response]).catch(() => response.destroy());
}

/** Types of content that are worth compressing. */
const COMPRESSIBLE = /^(?:text\/|application\/(?:javascript|json|wasm)|image\/svg)/;

interface Found {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

/** The file at a path, or the page of a folder whose slash is there; `'folder'` when the slash is missing. */
async function fileAt(path: string): Promise<Found | 'folder' | null> {
  try {
    const info = await stat(path);
    if (info.isFile()) return path.endsWith(sep) ? null : { path, size: info.size, modified: info.mtimeMs };
    if (!path.endsWith(sep)) return 'folder';
    return await fileAt(join(path, 'index.html'));
  } catch {
    return null;
  }
}
