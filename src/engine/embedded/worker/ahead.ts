/** The parts of Node's library that run in a process before it has its program. */

/**
 * Builtins that read nothing of a program while they load but Node's options: no environment, no arguments, no streams,
 * none of which the process has yet. (A builtin that wants them, as `assert` does, would fail.)
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

/** Builtins of the same kind that the module loader loads with the first module. */
export const ALWAYS_USED: readonly string[] = [
  'internal/modules/esm/resolve',
  'internal/modules/esm/get_format',
  'internal/modules/esm/assert',
];
