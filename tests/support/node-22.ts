/** Node 22, which WebContainer has, for tests of what runs there. Kept in `.cache`, since readers do not need it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const NODE_22 = '22.23.3';

const folder = join(import.meta.dirname, '../../.cache/node-22');

/**
 * @returns the path of `PORT3000_NODE22`, or of the one that npm installs the first time; a sentence when there is none
 */
export function node22(): { readonly path: string } | { readonly missing: string } {
  const path = process.env['PORT3000_NODE22'] ?? join(folder, 'node_modules/node/bin/node');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
    spawnSync('npm', ['install', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error', `node@${NODE_22}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 180_000,
    });
  }
  return existsSync(path)
    ? { path }
    : { missing: `Node ${NODE_22} could not be installed; PORT3000_NODE22 may name one.` };
}
