/**
 * `npm run package [-- --skip-build]`: the book as an npm package, which `npx port3000` serves: builds the site, makes
 * the package in `.cache/package`, packs it and prints the archive's path.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSite, root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';
import { makePackage } from './package/make-package.ts';

failPlainly(async () => {
  const { out, skipBuild } = readOptions(process.argv.slice(2), ['out', 'skip-build']);
  if (!skipBuild) await buildSite({ base: '/', site: null, out });
  const folder = join(root, '.cache/package/port3000');
  await makePackage(join(root, out), folder);
  const { status, stdout } = spawnSync('npm', ['pack', '--loglevel=error', '--pack-destination', '..'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack failed (exit code ${status}); its message above says why.`);
  console.log(`The package is ${join(folder, '..', stdout.trim())}; “npm publish” in ${folder} publishes it.`);
});
