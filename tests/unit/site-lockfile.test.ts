/** The lockfile works on every platform: a package for one platform alone would break `npm ci` on others. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;
const { packages, lockfileVersion } = read<{ lockfileVersion: number; packages: Record<string, LockedPackage> }>(
  'package-lock.json',
);

/** Whether the lockfile has `name` where Node would find it for the package at `from`. */
function isLocked(name: string, from: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

describe('package-lock.json', () => {
  test('has the format that npm of Node 20, 22 and 24 reads', () => {
    assert.equal(lockfileVersion, 3);
  });

  test('holds the optional packages of every platform', () => {
    const wanted = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ name, from })),
    );
    assert.ok(
      wanted.some(({ name }) => name.includes('darwin-arm64')),
      'there are packages for other platforms to look for',
    );
    assert.deepEqual(
      wanted.filter(({ name, from }) => !isLocked(name, from)),
      [],
    );
  });

  test('holds the checksum of every package and names no registry but npm’s own', () => {
    const loose = Object.entries(packages).filter(
      ([path, { link, integrity, resolved }]) =>
        path.includes('node_modules/') &&
        link !== true &&
        (integrity === undefined || resolved?.startsWith('https://registry.npmjs.org/') === false),
    );
    assert.deepEqual(
      loose.map(([path]) => path),
      [],
    );
  });

  test('pins Node, the compiler of the site and what breaks often exactly', () => {
    const { devDependencies } = read<{ devDependencies: Record<string, string> }>('package.json');
    for (const name of ['node', 'astro', '@astrojs/mdx', '@playwright/test', 'axe-core', '@terrastruct/d2']) {
      assert.match(devDependencies[name] ?? '', /^\d+\.\d+\.\d+$/, name);
    }
    assert.equal(packages['node_modules/node']?.version, devDependencies['node']);
  });
});
