/**
 * A sandbox's folder, copied out of the repository, runs with `npm install && npm start`: one of each kind.
 * Needs npm's registry, or its cache; without both the tests are skipped, and say so.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const book = catalogue(root);
const env = { ...process.env, PATH: `${dirname(pinnedNode(root).path)}:${process.env['PATH']}` };
/** Errors of npm that say that the registry cannot be reached. */
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|E?NETUNREACH)\b/;

const KINDS = [
  ['plain Node', 'rate-limiting/algorithms'],
  ['Express', 'backends/hello'],
  ['SQLite', 'indexes/scan-vs-search'],
] as const;

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('copied out of the repository', { concurrency: 1 }, () => {
  for (const [kind, id] of KINDS) {
    test(`${kind}: ${id} installs and starts`, { timeout: 180_000 }, async (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
      try {
        cpSync(join(book.folder, id), folder, { recursive: true });
        const words = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
        const installed = spawnSync('npm', words, { cwd: folder, env, encoding: 'utf8' });
        if (installed.status !== 0 && UNREACHABLE.test(installed.stderr)) {
          context.skip(`npm’s registry cannot be reached: ${installed.stderr.trim().split('\n')[0]}`);
          return;
        }
        assert.equal(installed.status, 0, installed.stderr);

        const port = await freePort();
        // A process group of its own: npm starts Node through a shell, and all of them are to end together.
        const child = spawn('npm', ['start'], { cwd: folder, env: { ...env, PORT: String(port) }, detached: true });
        let printed = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
        const closed = once(child, 'close');
        const { requests } = book.sandbox(id);
        try {
          if (requests.length === 0) {
            assert.deepEqual(await closed, [0, null], printed);
            assert.match(printed, /admitted/);
          } else {
            const get = requests.find(({ request }) => request.method === 'GET')!.request;
            assert.equal(await statusOf(`http://localhost:${port}${get.path}`, child), 200, printed);
          }
        } finally {
          if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
          await closed;
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

/** @returns the status of the answer, as soon as there is one; 0 when the program has ended */
async function statusOf(url: string, child: { readonly exitCode: number | null }): Promise<number> {
  while (child.exitCode === null) {
    const response = await fetch(url).catch(() => null);
    if (response !== null) return response.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 0;
}
