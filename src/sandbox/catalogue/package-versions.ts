/** The one table of package versions: the root's package.json, which every sandbox must agree with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, Problem } from '../manifest.ts';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** @returns package name to version, as the package.json of the repository in `root` says it */
export function packageVersions(root: string): Readonly<Record<string, string>> {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return {};
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly dependencies?: Record<string, string>;
    readonly devDependencies?: Record<string, string>;
  };
  return { ...devDependencies, ...dependencies };
}

/** @returns a problem for each dependency whose version is not that of the table */
export function checkVersions({ dependencies }: Manifest, versions: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(dependencies).flatMap(([name, version]) => {
    const known = versions[name];
    if (known === version) return [];
    const message =
      known === undefined
        ? `“${name}” is not among the packages of the repository’s package.json; add it there with this version, or do without it`
        : EXACT.test(known)
          ? `write "${known}": all sandboxes use the version of the repository’s package.json`
          : `the repository’s package.json says "${known}"; write one exact version there, and the same here`;
    return [{ file: 'package.json', field: `dependencies.${name}`, message }];
  });
}
