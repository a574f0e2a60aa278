/** The page of `tests/harness` (sandboxes with a fake engine), built and served. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, '.cache/harness');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export interface Harness {
  /** Address of the page. */
  readonly url: string;
  /** The bytes of a file of the page, by its path. */
  file(path: string): Buffer;
  close(): void;
}

/** Builds the page, once for all workers of Playwright: two builds at a time move files out of each other's folder. */
export function buildHarness(): void {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--root', 'tests/harness', '--silent'],
    {
      cwd: root,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: 'inherit',
    },
  );
}

export async function startHarness(): Promise<Harness> {
  const server = await serve(folder);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    file: (path) => readFileSync(join(folder, path)),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (!existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, () => resolve(server)));
}
