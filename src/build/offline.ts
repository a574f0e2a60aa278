/**
 * What can be kept for use without the network: the service worker's script, and the lists of an edition's files that
 * `src/offline/keep.ts` reads. It comes last, when the site has all its files.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import type { Visited, Whole } from '../offline/keep.ts';
import { LISTS } from '../offline/places.ts';
import { catalogue, LANDING_SANDBOX } from '../sandbox/catalogue/catalogue.ts';
import { chapterOf } from '../sandbox/sandbox-id.ts';

/** For programs, hosts and search engines; no reader opens them. */
const NOT_FOR_READERS = /^(?:_headers|worker\.js|404\.html|robots\.txt|sitemap\.xml|feed\.xml|llms\.txt|[^/]+\.md)$/;
/** The engine's parts that every page has: all but packages, and the compiler that few programs need. */
const ENGINE = /^_engine\/(?!packages\/|amaro\.)/;
/** What every page has besides: its look, its scripts, what the search and the marks of progress need to say. */
const EVERYWHERE = /^(?:_astro\/|icon|manifest\.webmanifest$|offline\/$|outline\.json$)/;

export function offline(): AstroIntegration {
  return {
    name: 'port3000-offline',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        await build({
          entryPoints: [join(process.cwd(), 'src/offline/worker.ts')],
          outfile: join(folder, 'worker.js'),
          bundle: true,
          minify: true,
          format: 'iife',
          target: 'es2022',
        });
        const files = readFiles(folder);
        const edition = editionOf(folder, files);
        const whole: Whole = { edition, files: Object.fromEntries(files) };
        const visited: Visited = { edition, ...neededBy(folder, [...files.keys()]) };
        mkdirSync(join(folder, LISTS), { recursive: true });
        writeFileSync(join(folder, LISTS, 'whole.json'), JSON.stringify(whole));
        writeFileSync(join(folder, LISTS, 'visited.json'), JSON.stringify(visited));
      },
    },
  };
}

/** @returns paths of what readers can open, as a browser asks for them, with their sizes in bytes */
function readFiles(folder: string): Map<string, number> {
  return new Map(
    globSync('**/*', { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
      .filter((path) => !NOT_FOR_READERS.test(path) && !path.startsWith(LISTS))
      .sort()
      .map((path) => [addressOf(path), statSync(join(folder, path)).size]),
  );
}

const addressOf = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1');

function editionOf(folder: string, files: ReadonlyMap<string, number>): string {
  const hash = createHash('sha256');
  for (const path of files.keys())
    hash.update(`${path}\n`).update(readFileSync(join(folder, path.replace(/(^|\/)$/, '$1index.html'))));
  return hash.digest('hex').slice(0, 12);
}

/** @param files paths of all files @returns those that each page needs, and those that the pages of a chapter need */
function neededBy(folder: string, files: readonly string[]): Omit<Visited, 'edition'> {
  const { packages } = JSON.parse(readFileSync(join(folder, '_engine/manifest.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<
        string,
        {
          readonly file: string;
          readonly packages: readonly string[];
          readonly assets?: Readonly<Record<string, string>>;
        }
      >
    >;
  };
  /** The bundles of a package, its subpaths and all that they require. */
  const bundles = (wanted: string): string[] => {
    const found = new Set<string>();
    const visit = (name: string): void => {
      if (found.has(name) || packages[name] === undefined) return;
      found.add(name);
      packages[name].packages.forEach(visit);
    };
    for (const name of Object.keys(packages)) if (name === wanted || name.startsWith(`${wanted}/`)) visit(name);
    return [...found].flatMap((name) => [packages[name]!.file, ...Object.values(packages[name]!.assets ?? {})]);
  };
  const chapters: Record<string, Set<string>> = {};
  for (const { manifest } of catalogue().sandboxes) {
    const slug = chapterOf(manifest.id);
    const own = (chapters[slug] ??= new Set(files.filter((path) => path === `${slug}/sandboxes.json`)));
    for (const name of Object.keys(manifest.dependencies)) for (const file of bundles(name)) own.add(`_engine/${file}`);
  }
  chapters[''] = chapters[chapterOf(LANDING_SANDBOX)] ?? new Set();
  const bank = files.filter((path) => /^cards\/.+\.json$/.test(path));
  for (const page of ['cards', 'interview']) chapters[page] = new Set(bank);
  return {
    always: files.filter((path) => ENGINE.test(path) || EVERYWHERE.test(path)),
    chapters: Object.fromEntries(Object.entries(chapters).map(([slug, own]) => [slug, [...own].sort()])),
  };
}
