/** Makes the npm package `port3000`: the built book and a program that serves it. */
import { build } from 'esbuild';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/build-site.ts';

/** The oldest Node that the program runs on: the first with `import.meta.dirname`. */
const NODE = '20.11';

/**
 * @param site the folder of the site, built for `/`
 * @param folder the folder that becomes the package; what is in it is removed
 * @throws Error when the site has not been built, or for another path
 */
export async function makePackage(site: string, folder: string): Promise<void> {
  const first = join(site, 'index.html');
  if (!existsSync(first)) throw new Error(`There is no built site in ${site}. Run “npm run build” first.`);
  const base = /<html[^>]* data-base="([^"]*)"/.exec(readFileSync(first, 'utf8'))?.[1];
  if (base !== '/') throw new Error(`The site in ${site} was built for ${base}; the package needs one built for /.`);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(site, join(folder, 'site'), { recursive: true });
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await build({
    entryPoints: [join(root, 'scripts/package/program.ts')],
    outfile: join(folder, 'port3000.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${NODE}`,
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'error',
  });
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Readonly<Record<string, string>>;
  const manifest = {
    ...{ name, version, description, license },
    type: 'module',
    bin: { port3000: 'port3000.js' },
    files: ['port3000.js', 'site'],
    engines: { node: `>=${NODE}` },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(
    join(folder, 'README.md'),
    `# Port 3000\n\n${description}\n\n\`\`\`sh\nnpx port3000\n\`\`\`\n\nserves it on this machine, without a network, on port 3000 or the next one that is free (\`--port 8080\` begins\nwith another). The licenses of everything in it are on its page \`/licenses/\`.\n`,
  );
}
