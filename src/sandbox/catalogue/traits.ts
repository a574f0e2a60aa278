/** Traits of a sandbox by which readers look for one: its kinds, packages and modules, derived from its folder. */
import { isBuiltin } from 'node:module';
import { findImports } from './check-imports.ts';
import type { Sandbox } from './load-sandbox.ts';

/** Kinds of sandboxes, in the order in which they are offered; one can be of several. */
export const KINDS = {
  server: 'Server: answers requests',
  program: 'Program: prints and ends',
  processes: 'Several processes',
  plot: 'Draws a plot',
  exercise: 'Exercise',
} as const;
export type Kind = keyof typeof KINDS;

export interface Traits {
  readonly kinds: readonly Kind[];
  /** npm packages that the sandbox depends on, in alphabetical order. */
  readonly packages: readonly string[];
  /** Modules of Node's that its files import, with `node:`, in alphabetical order. */
  readonly modules: readonly string[];
}

export function traitsOf({ manifest, files, requests, exercise }: Sandbox): Traits {
  const is: Readonly<Record<Kind, boolean>> = {
    server: requests.length > 0,
    program: requests.length === 0,
    processes: Object.keys(manifest.processes).length > 1,
    plot: Object.keys(manifest.plots ?? {}).length > 0,
    exercise: exercise !== null,
  };
  const imported = Object.entries(files)
    .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
    // A program that does not parse can be the lesson; it imports nothing.
    .flatMap(([path, source]) => findImports(source, path) ?? [])
    .map(({ specifier }) => specifier.replace(/^node:/, '').split('/')[0]!)
    .filter((name) => isBuiltin(name) || isBuiltin(`node:${name}`));
  return {
    kinds: (Object.keys(KINDS) as Kind[]).filter((kind) => is[kind]),
    packages: Object.keys(manifest.dependencies).sort(),
    modules: [...new Set(imported)].sort().map((name) => `node:${name}`),
  };
}
