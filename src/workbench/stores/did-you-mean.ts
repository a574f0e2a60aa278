/** Names that were probably meant: of packages, of Node's own modules, of the reader's files. */

/** Modules of Node 24 that have no name without `node:`. */
const PREFIXED = ['sea', 'sqlite', 'test', 'test/reporters'];

const BUILTINS =
  'assert async_hooks buffer child_process cluster console crypto diagnostics_channel dns events fs fs/promises http http2 https inspector module net os path perf_hooks process punycode querystring readline stream stream/promises string_decoder timers timers/promises tls tty url util v8 vm wasi worker_threads zlib'.split(
    ' ',
  );

/**
 * @param message the first line of an error
 * @param packages those that the example may import
 * @param files paths of the example's files
 * @returns a sentence with what was meant; `null` when nothing is near
 */
export function didYouMean(message: string, packages: readonly string[], files: readonly string[]): string | null {
  const name = /Cannot find package '([^']+)'/.exec(message)?.[1];
  if (name !== undefined) {
    if (PREFIXED.includes(name)) return `Did you mean “node:${name}”? It is Node’s own, and needs “node:” in its name.`;
    const meant = nearest(name, [...packages, ...BUILTINS, ...PREFIXED.map((module) => `node:${module}`)]);
    return meant === null ? null : `Did you mean “${meant}”?`;
  }
  const builtin = /No such built-in module: node:(\S+)/.exec(message)?.[1];
  if (builtin !== undefined) {
    const meant = nearest(builtin, [...BUILTINS, ...PREFIXED]);
    return meant === null ? null : `Did you mean “node:${meant}”?`;
  }
  const path = /Cannot find module '[^']*\/([^'/]+)'/.exec(message)?.[1];
  if (path === undefined) return null;
  const meant = nearest(
    path,
    files.map((file) => file.split('/').at(-1)!),
  );
  return meant === null ? null : `Did you mean “${meant}”?`;
}

/** The name that is fewest steps away, if that is few enough for a slip of the fingers. */
function nearest(name: string, names: readonly string[]): string | null {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | null = null;
  let least = limit + 1;
  for (const other of names) {
    // An extension that was left out is a usual slip, however long it is.
    const steps = other.replace(/\.[cm]?[jt]s$/, '') === name ? 0 : distance(name, other);
    if (steps < least) [best, least] = [other, steps];
  }
  return best;
}

/**
 * Damerau and Levenshtein's distance: insertions, deletions, substitutions and exchanges of neighbors (optimal string
 * alignment).
 */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let steps = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1);
      row.push(steps);
    }
    [before, last] = [last, row];
  }
  return last[other.length]!;
}
