import { compare, satisfies } from './semver.js';

/**
 * Lays out node_modules. A package goes to the top; one that meets another version
 * of itself there goes into the folder of who needs it, where Node looks first.
 *
 * @param locked path to version: kept where the range still admits it
 * @returns path to version, in the order of the paths
 */
export function resolve(manifest, registry, locked = {}) {
  const root = { path: '', parent: null, children: new Map() };
  const versions = {};
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const queue = Object.entries(wanted).map((dependency) => [root, ...dependency]);

  for (const [from, name, range] of queue) {
    const found = lookUp(from, name);
    if (found && satisfies(versions[found.path], range)) continue;
    const parent = found ? from : root;
    const path = `${parent.path === '' ? '' : `${parent.path}/`}node_modules/${name}`;
    if (path.length > 500) throw new Error(`${name} needs itself without end`);

    const keep = locked[path] !== undefined && satisfies(locked[path], range);
    versions[path] = keep ? locked[path] : newest(registry, name, range);
    const node = { path, parent, children: new Map() };
    parent.children.set(name, node);
    const { dependencies = {} } = registry[name]?.[versions[path]] ?? {};
    queue.push(...Object.entries(dependencies).map((each) => [node, ...each]));
  }
  return Object.fromEntries(Object.entries(versions).sort());
}

/** What Node would find: the nearest folder, going up. */
function lookUp(from, name) {
  for (let at = from; at !== null; at = at.parent) {
    if (at.children.has(name)) return at.children.get(name);
  }
  return null;
}

/** The newest version that the range admits. */
export function newest(registry, name, range) {
  if (!registry[name]) throw new Error(`the registry has no package “${name}”`);
  const fitting = Object.keys(registry[name]).filter((each) => satisfies(each, range));
  if (fitting.length === 0) throw new Error(`no version of ${name} fits ${range}`);
  return fitting.sort(compare).at(-1);
}
