/** Builds the page of `tests/harness` (sandboxes with a playing engine) and serves it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.woff': 'font/woff' };

export interface Harness {
  /** Address of the page. */
  readonly url: string;
  /** The bytes of a file of the page, by its path. */
  file(path: string): Buffer;
  close(): void;
}

export async function startHarness(): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), 'harness-'));
  execFileSync(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--root', 'tests/harness', '--silent'], {
    cwd: root,
    env: { ...process.env, PORT3000_HARNESS_OUT: folder, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  const file = (path: string) => readFileSync(join(folder, path));
  const server = await serve(folder);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    file,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
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
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, () => resolve(server)));
}
