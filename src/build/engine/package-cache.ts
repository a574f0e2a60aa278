/** Bundles of packages, kept in `.cache/packages`: making one takes a second, and they change seldom. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePackage, type PackageBundle } from './packages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cache = join(root, '.cache/packages');

/** The files that decide how a bundle comes out: the code that makes it, and the installed versions. */
const SOURCES = [
  'src/build/engine/packages.ts',
  'src/build/engine/eager.ts',
  'src/build/engine/postgres/pglite.ts',
  'src/build/engine/postgres/load-ready.ts',
  'package-lock.json',
];

/** {@link bundlePackage}, from the cache if the same bundle was made before. */
export async function cachedBundle(...args: Parameters<typeof bundlePackage>): Promise<PackageBundle> {
  const [name, folder, others, subpaths] = args;
  const hash = createHash('sha256').update(JSON.stringify([process.version, name, folder, others, subpaths]));
  for (const source of SOURCES) hash.update(readFileSync(join(root, source)));
  const file = join(cache, `${name.replace('/', '__')}.${hash.digest('hex').slice(0, 16)}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PackageBundle;
  } catch {
    const bundle = await bundlePackage(...args);
    mkdirSync(cache, { recursive: true });
    writeFileSync(file, JSON.stringify(bundle));
    return bundle;
  }
}
