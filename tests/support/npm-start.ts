/** A folder with a package.json in real Node: installed and started as a reader would. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';

const root = join(import.meta.dirname, '../..');
const env = { ...process.env, PATH: `${dirname(pinnedNode(root).path)}:${process.env['PATH']}` };
/** Errors of npm that say that the registry cannot be reached. */
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|E?NETUNREACH)\b/;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** `npm install`. @returns `null`, or npm's words when its registry cannot be reached */
export function npmInstall(folder: string): string | null {
  const words = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = spawnSync('npm', words, { cwd: folder, env, encoding: 'utf8' });
  if (installed.status !== 0 && UNREACHABLE.test(installed.stderr)) return installed.stderr.trim().split('\n')[0]!;
  assert.equal(installed.status, 0, installed.stderr);
  return null;
}

/** What `npm start` has started. */
export interface Started {
  /** What it has printed until now. */
  readonly printed: () => string;
  /** @returns the status of an answer, as soon as there is one; 0 when the program has ended */
  status(url: string): Promise<number>;
  /** Resolves with code and signal when it has ended. */
  readonly closed: Promise<readonly unknown[]>;
  /** Ends it with all that it has started. */
  end(): Promise<void>;
}

/** `npm start`, with `PORT` set. */
export function npmStart(folder: string, port: number): Started {
  // A process group of its own: npm starts Node through a shell, and all of them are to end together.
  const child = spawn('npm', ['start'], { cwd: folder, env: { ...env, PORT: String(port) }, detached: true });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const closed = once(child, 'close');
  return {
    printed: () => printed,
    closed,
    status: async (url) => {
      while (child.exitCode === null) {
        const response = await fetch(url).catch(() => null);
        if (response !== null) return response.status;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return 0;
    },
    end: async () => {
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
      await closed;
    },
  };
}
