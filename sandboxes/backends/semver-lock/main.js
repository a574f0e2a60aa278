// It is Friday. What does each command put into node_modules? A model: npm's own
// resolver knows more, such as peer dependencies, platforms and the tag “latest”.
import { existsSync, readFileSync } from 'node:fs';
import { newest, resolve } from './resolve.js';
import { satisfies } from './semver.js';

const url = (path) => new URL(path, import.meta.url);
const read = (path) => JSON.parse(readFileSync(url(path), 'utf8'));
const registry = read('registry.json');
const manifest = read('shop/package.json');
const lockfile = 'shop/package-lock.json';
const { packages = {} } = existsSync(url(lockfile)) ? read(lockfile) : {};
const locked = Object.fromEntries(
  Object.entries(packages).map(([path, { version }]) => [path, version]),
);
const ranges = { ...manifest.dependencies, ...manifest.devDependencies };

/** As the lockfile says, or not at all. */
function ci() {
  for (const [name, range] of Object.entries(ranges)) {
    const version = locked[`node_modules/${name}`];
    if (!version || !satisfies(version, range)) {
      throw new Error(`npm ci refuses: the lockfile has no ${name} that fits ${range}`);
    }
  }
  return resolve(manifest, registry, locked);
}

function attempt(work, otherwise) {
  try {
    return work();
  } catch (error) {
    console.log(`${error.message}\n`);
    return otherwise;
  }
}

const results = [
  attempt(ci, {}),
  attempt(() => resolve(manifest, registry, locked), {}), // npm install
  attempt(() => resolve(manifest, registry), {}), // npm update
];

const latest = (name) => attempt(() => newest(registry, name, '*'), '-');
const paths = new Set([locked, ...results].flatMap((tree) => Object.keys(tree)));
const rows = [...paths].sort().map((path) => {
  const names = path.split(/\/?node_modules\//).slice(1);
  const name = names.at(-1);
  const range = names.length === 1 ? ranges[name] : undefined;
  const versions = [locked, ...results].map((tree) => tree[path] ?? '-');
  return [names.join(' / '), range ?? '', ...versions, latest(name)];
});
rows.unshift(['', 'range', 'locked', 'ci', 'install', 'update', 'latest']);

const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)) + 3);
for (const row of rows) {
  console.log(row.map((cell, i) => cell.padEnd(widths[i])).join('').trimEnd());
}
