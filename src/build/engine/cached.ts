/**
 * The engine in `.cache/engine`, for builds for any base path, the dev server and tests: built again only when
 * what it is made of has changed.
 */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEngine } from './build.ts';
import { mentionedSubpaths } from './packages.ts';
import { wantedPackages } from './wanted-packages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.cache/engine');
/** The file with the key of the engine in the folder; beside the folder, which is copied into sites. */
const keyFile = `${folder}.key`;

/** The files and folders that the engine is made of, apart from the packages that sandboxes use. */
const SOURCES = ['src/engine', 'src/build/engine', 'package.json', 'package-lock.json'];

/**
 * @param announce called before the engine is built, which takes some seconds
 * @returns the folder with the engine of the sources as they are now
 * @throws Error when the engine cannot be built
 */
export async function cachedEngine(announce?: () => void): Promise<string> {
  const key = engineKey();
  if (existsSync(join(folder, 'manifest.json')) && existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key)
    return folder;
  announce?.();
  // Built in a folder of its own: the old engine stays whole meanwhile, and two builds at a time do not mix files.
  const fresh = `${folder}.${process.pid}`;
  await buildEngine(fresh);
  rmSync(keyFile, { force: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  writeFileSync(keyFile, key);
  return folder;
}

function engineKey(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) addFiles(hash, source);
  const { names, sources } = wantedPackages();
  hash.update(JSON.stringify(names.map((name) => [name, mentionedSubpaths(name, sources)])));
  return hash.digest('hex');
}

/** Adds names and contents of all files at or below a path. */
function addFiles(hash: Hash, path: string): void {
  const absolute = join(root, path);
  if (statSync(absolute).isDirectory())
    for (const name of readdirSync(absolute).sort()) addFiles(hash, `${path}/${name}`);
  else hash.update(path).update('\0').update(readFileSync(absolute)).update('\0');
}
