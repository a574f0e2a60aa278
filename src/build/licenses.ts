/**
 * The licenses of everything that is shipped to readers: the packages that `dependencies` in package.json names (tools
 * are in `devDependencies`), those that sandboxes import, all that these need in turn, and Node's own library.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { PGLITE, dataFileOf } from './engine/postgres/pglite.ts';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** The part of the site that uses the package. */
  readonly use: string;
  /** The text of the license, as it must be reproduced. */
  readonly text: string;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** As packages named it before npm 1.2.25; busboy does still. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

const readJson = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8')) as PackageJson;

/**
 * @param root the repository's folder
 * @returns every package that is part of the built site, by name
 * @throws Error when the license of a package cannot be told
 */
export function shippedPackages(root: string = process.cwd()): ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  const visit = (name: string, from: string, use: string) => {
    const folder = packageFolder(name, from, root);
    if (found.has(folder)) return;
    const json = readJson(join(folder, 'package.json'));
    found.set(folder, {
      name: json.name,
      version: json.version,
      license: licenseOf(json),
      use,
      text: textOf(folder, json, root),
    });
    for (const dependency of Object.keys(json.dependencies ?? {})) visit(dependency, folder, use);
  };

  const own = readJson(join(root, 'package.json'));
  for (const name of Object.keys(own.dependencies ?? {})) visit(name, root, useOf(name));
  for (const name of catalogue(root).dependencies) visit(name, root, 'sandboxes');
  found.set('node', {
    name: 'node',
    version: own.devDependencies?.['node'] ?? '',
    license: 'MIT',
    use: 'embedded engine',
    text: readFileSync(join(root, 'src/build/licenses/node.txt'), 'utf8').trim(),
  });
  // Inside Node's amaro, whose own license is among Node's (deps/amaro/dist/package.json and LICENSE of Node 24.21).
  found.set('swc', {
    name: '@swc/wasm-typescript',
    version: '1.15.43',
    license: 'Apache-2.0',
    use: 'embedded engine',
    text: `Copyright 2024 SWC contributors\n\n${readFileSync(join(root, 'src/build/licenses/Apache-2.0.txt'), 'utf8').trim()}`,
  });
  const pglite = [...found].find(([, { name }]) => name === PGLITE);
  if (pglite) for (const part of insidePglite(pglite[0], root)) found.set(part.name, { ...part, use: pglite[1].use });
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version));
}

/** What PGlite's WebAssembly is made of, whose licenses its package does not name. */
function insidePglite(folder: string, root: string): Omit<ShippedPackage, 'use'>[] {
  return [
    {
      name: 'postgresql',
      version: '18.7.0',
      license: 'PostgreSQL',
      text: readFileSync(join(root, 'src/build/licenses/PostgreSQL.txt'), 'utf8').trim(),
    },
    {
      name: 'icu',
      version: '76.1.0',
      license: 'Unicode-3.0',
      text: new TextDecoder().decode(dataFileOf(folder, '/pglite/icu/LICENSE')).trim(),
    },
  ];
}

function useOf(name: string): string {
  if (name.startsWith('@fontsource/')) return 'text';
  if (name === 'pagefind') return 'search';
  if (name.startsWith('@webcontainer/')) return 'WebContainer';
  if (name === 'ts-fsrs') return 'cards';
  return /^(@codemirror|@lezer|@xterm)\/|^lit$/.test(name) ? 'workbench' : 'embedded engine';
}

/** Where `name` is installed for the package in `from`: the nearest `node_modules` that has it. */
function packageFolder(name: string, from: string, root: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root || dirname(folder) === folder)
      throw new Error(`${name}, which ${from} needs, is not installed. Run “npm ci”.`);
  }
}

function licenseOf(json: PackageJson): string {
  if (typeof json.license === 'string') return json.license.replace(/^\((.*)\)$/, '$1');
  const [old, ...more] = json.licenses ?? [];
  if (old !== undefined && more.length === 0) return old.type;
  throw new Error(
    `${json.name} does not name its license in package.json; find out which license it has before you ship it.`,
  );
}

function textOf(folder: string, json: PackageJson, root: string): string {
  const file = readdirSync(folder, { withFileTypes: true }).find(
    (entry) => entry.isFile() && LICENSE_FILE.test(entry.name),
  )?.name;
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const holder =
    typeof json.author === 'string'
      ? json.author.replace(/\s*[<(].*$/, '')
      : (json.author?.name ?? `the authors of ${json.name}`);
  // Where there is a choice of licenses, the first whose text we have.
  const general = licenseOf(json)
    .split(/\s+OR\s+/)
    .map((id) => join(root, 'src/build/licenses', `${id}.txt`))
    .find((path) => existsSync(path));
  if (general === undefined)
    throw new Error(
      `${json.name} brings no license file, and src/build/licenses has no ${licenseOf(json)}.txt to stand in for it.`,
    );
  return `Copyright ${holder}\n\n${readFileSync(general, 'utf8').trim()}`;
}

/** Writes `licenses.txt`; refuses to build a site with a package whose license is missing. */
export function licenses(): AstroIntegration {
  const bundled = new Set<string>();
  const watch: Plugin = {
    name: 'port3000-bundled-packages',
    applyToEnvironment: (environment) => environment.config.consumer === 'client',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
          if (name !== undefined && renderedLength > 0) bundled.add(name);
        }
      }
    },
  };
  return {
    name: 'port3000-licenses',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [watch] } });
      },
      'astro:build:done': ({ dir }) => {
        const packages = shippedPackages();
        const unknown = [...bundled].filter((name) => !packages.some((known) => known.name === name));
        if (unknown.length > 0)
          throw new Error(
            `These packages are in the site but not in “dependencies” of package.json, so that their licenses are missing: ${unknown.join(', ')}`,
          );
        const rule = '-'.repeat(78);
        const text = packages
          .map(({ name, version, license, text }) => `${rule}\n${name} ${version} (${license})\n${rule}\n\n${text}\n`)
          .join('\n');
        writeFileSync(
          join(fileURLToPath(dir), 'licenses.txt'),
          `Port 3000 contains these packages, in whole or in part.\n\n${text}`,
        );
      },
    },
  };
}
