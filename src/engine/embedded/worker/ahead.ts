/** What of Node's library runs in a process that waits for its program. */

/**
 * Builtins that read nothing of a program while they load but Node's options: no environment, no arguments, no
 * streams. (None of those is there yet: a builtin that wants them, as `assert` does, would fail.)
 */
export const RUN_AHEAD: ReadonlySet<string> = new Set([
  'async_hooks',
  'crypto',
  'events',
  'fs',
  'http',
  'https',
  'net',
  'path',
  'querystring',
  'stream',
  'string_decoder',
  'timers',
  'tls',
  'tty',
  'url',
  'util',
  'zlib',
]);

/** The same for what the loader of modules loads with the first one. */
export const ALWAYS_USED: readonly string[] = [
  'internal/modules/esm/resolve',
  'internal/modules/esm/get_format',
  'internal/modules/esm/assert',
];
