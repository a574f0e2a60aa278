/** The Node that answers in recordings: the one pinned in package.json, never the machine's. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PinnedNode {
  readonly path: string;
  readonly version: string;
}

/**
 * @param root the repository's folder
 * @returns the pinned Node's binary and version
 * @throws Error when it is not installed
 */
export function pinnedNode(root: string): PinnedNode {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const version = devDependencies['node']!;
  if (process.versions.node === version) return { path: process.execPath, version };
  const installed = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const found = existsSync(installed) ? execFileSync(installed, ['--version'], { encoding: 'utf8' }).trim() : null;
  if (found === `v${version}`) return { path: installed, version };
  throw new Error(
    `Transcripts are recorded with Node ${version}, which ${found === null ? 'is not installed' : `is not what node_modules/.bin/node is (${found})`}. Run “npm install” first.`,
  );
}
