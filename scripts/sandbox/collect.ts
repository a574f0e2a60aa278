/**
 * Reads a folder, and every package it can reach, into an archive for the engine. Files keep the paths that they have
 * on this machine, so that a program sees and prints the same paths as under Node.
 *
 * The folder is taken whole, with its `node_modules`. From `node_modules` in the folders above (a workspace keeps its
 * packages there) come the packages that the folder names, and those that they need in turn.
 */
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { packArchive, type ArchiveFile, type ArchiveLink } from '../../src/engine/archive.ts';

export interface Collected {
  /** The archive in parts, to be written one after the other. */
  readonly archive: readonly Uint8Array[];
  readonly files: number;
  /** How many folders below some `node_modules` have a package.json. */
  readonly packages: number;
  /** Sentences about files that were left out. */
  readonly notes: readonly string[];
}

export interface Limits {
  /** The bytes of a file, at most; a larger one is left out, with a note. */
  readonly file: number;
  /** The bytes of all files together, at most. */
  readonly total: number;
}

const MEGABYTE = 2 ** 20;
const LIMITS: Limits = { file: 64 * MEGABYTE, total: 512 * MEGABYTE };
const SOURCE = /\.[cm]?[jt]s$/;
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'.\n/][^"'\n]*)["']/g;

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * @param folder an absolute path without symbolic links
 * @param above whether packages of the folders above are taken, too
 * @throws Error with a sentence when the tree is too large
 */
export function collect(folder: string, limits: Limits = LIMITS, above = true): Collected {
  return new Collector(limits).collect(folder, above);
}

/** The path a file has in the engine, whose system has no drives. */
export const pathInEngine = (path: string): string =>
  sep === '/'
    ? path
    : path.replaceAll(sep, '/').replace(/^([A-Za-z]):/, (_, drive: string) => `/${drive.toLowerCase()}`);

class Collector {
  readonly #limits: Limits;
  readonly #files: ArchiveFile[] = [];
  readonly #links: ArchiveLink[] = [];
  readonly #directories: string[] = [];
  readonly #notes: string[] = [];
  readonly #seen = new Set<string>();
  readonly #linked: string[] = [];
  readonly #mentioned = new Set<string>();
  readonly #followed = new Set<string>();
  #packages = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  collect(folder: string, packages: boolean): Collected {
    this.#add(folder, true);
    // A folder without a package.json of its own follows the nearest one above.
    for (let above = dirname(folder); ; above = dirname(above)) {
      this.#addIfThere(join(above, 'package.json'));
      if (dirname(above) === above) break;
    }
    if (packages) this.#followPackages(folder, [...namesIn(readManifest(folder), true), ...this.#mentioned]);
    this.#followLinks();
    return {
      archive: packArchive({ files: this.#files, links: this.#links, directories: this.#directories }),
      files: this.#files.length,
      packages: this.#packages,
      notes: this.#notes,
    };
  }

  #addIfThere(path: string): void {
    if (existsSync(path)) this.#add(path, false);
  }

  /** @param own whether the file is the reader's own source, not a package's */
  #add(path: string, own: boolean): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) this.#addLink(path);
    else if (stats.isDirectory()) this.#addDirectory(path, own);
    else if (stats.isFile()) this.#addFile(path, stats, own);
  }

  #addDirectory(path: string, own: boolean): void {
    const inModules = path.endsWith(`${sep}node_modules`);
    const names = readdirSync(path).filter(
      (name) => !(name === '.git' || (inModules && (name === '.bin' || name === '.cache'))),
    );
    if (names.length === 0) this.#directories.push(pathInEngine(path));
    if (!own && names.includes('package.json') && isPackageFolder(path)) this.#packages += 1;
    for (const name of names) this.#add(join(path, name), own && name !== 'node_modules');
  }

  #addFile(path: string, stats: Stats, own: boolean): void {
    if (stats.size > this.#limits.file) {
      this.#notes.push(
        `${path} was left out: it has ${Math.round(stats.size / MEGABYTE)} MB, and files of more than ${Math.round(this.#limits.file / MEGABYTE)} MB are not mounted.`,
      );
      return;
    }
    // Machine code cannot run; the file stays, empty, so that loading it fails as it should.
    const contents = path.endsWith('.node') ? new Uint8Array(0) : readFileSync(path);
    this.#bytes += contents.length;
    if (this.#bytes > this.#limits.total) {
      throw new Error(
        `The folder and its packages have more than ${Math.round(this.#limits.total / MEGABYTE)} MB, which is more than a browser can be asked to hold. Name the folder of the program itself, or remove what it does not need from node_modules.`,
      );
    }
    if (own && SOURCE.test(path)) for (const name of packagesIn(contents.toString('latin1'))) this.#mentioned.add(name);
    this.#files.push({ path: pathInEngine(path), mode: stats.mode & 0o777, modified: stats.mtimeMs, contents });
  }

  #addLink(path: string): void {
    const target = readlinkSync(path);
    this.#links.push({ path: pathInEngine(path), target: pathInEngine(target) });
    try {
      this.#linked.push(realpathSync(path));
    } catch {
      // A link that leads nowhere on this machine leads nowhere in the engine.
    }
  }

  /** The links that a path goes through: the package, its scope or `node_modules` itself may be one. */
  #addLinksOn(path: string): void {
    for (let part = path; dirname(part) !== part; part = dirname(part)) {
      if (!lstatSync(part).isSymbolicLink() || this.#seen.has(part)) continue;
      this.#seen.add(part);
      this.#links.push({ path: pathInEngine(part), target: pathInEngine(readlinkSync(part)) });
    }
  }

  /** Packages that are links (workspaces, pnpm) lead to folders that may lie anywhere. */
  #followLinks(): void {
    for (let target = this.#linked.pop(); target !== undefined; target = this.#linked.pop()) {
      this.#add(target, false);
      this.#followPackages(target, namesIn(readManifest(target), false));
    }
  }

  #followPackages(folder: string, names: readonly string[]): void {
    if (this.#followed.has(folder)) return;
    this.#followed.add(folder);
    for (const name of names) {
      const found = findPackage(folder, name);
      if (found === undefined) continue;
      this.#addLinksOn(found);
      const real = realpathSync(found);
      this.#add(real, false);
      this.#followPackages(real, namesIn(readManifest(real), false));
    }
  }
}

/** Whether a path has the form `…/node_modules/name` or `…/node_modules/@scope/name`. */
function isPackageFolder(path: string): boolean {
  const parent = dirname(path);
  return (
    parent.endsWith(`${sep}node_modules`) ||
    (dirname(parent).endsWith(`${sep}node_modules`) && /[\\/]@[^\\/]+$/.test(parent))
  );
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return {}; // none, or one that the program itself will complain of
  }
}

function namesIn(manifest: Manifest, withDevelopment: boolean): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return Object.keys({
    ...dependencies,
    ...optionalDependencies,
    ...peerDependencies,
    ...(withDevelopment && devDependencies),
  });
}

/** Packages that a source names in imports. */
function packagesIn(source: string): string[] {
  return [...source.matchAll(SPECIFIER)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !isBuiltin(specifier) && !specifier.startsWith('#') && !specifier.includes(':'))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

/** The folder, or the link to it, where Node finds a package that is imported from `folder`. */
function findPackage(folder: string, name: string): string | undefined {
  for (let directory = folder; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (dirname(directory) === directory) return undefined;
  }
}
