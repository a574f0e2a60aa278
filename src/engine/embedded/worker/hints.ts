/** Sentences that the engine adds to an error of Node's whose reason lies in the engine: what works instead. */

interface CodedError {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The package a specifier names, or undefined for a path. */
function packageOf(specifier: string): string | undefined {
  if (/^[./]|^file:|^[A-Za-z]:/.test(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * @param packages names of the packages that the engine has bundles of; null when the program brings its own
 *   `node_modules`
 * @returns one or two sentences for the reader, or undefined when the error is the program's own.
 */
export function hintFor(error: unknown, packages: readonly string[] | null): string | undefined {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as CodedError;
  if (typeof message !== 'string') return undefined;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    const name = packageOf(/Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1] ?? '.');
    if (name === undefined) return undefined;
    if (!packages)
      return `The package "${name}" is in no node_modules that was mounted. Name it in package.json and run npm install there.`;
    return `The package "${name}" is not bundled with this site, and the embedded engine has no network to fetch it. It has: ${packages.join(', ')}. For other packages, run the sandbox in WebContainer or download it and run npm install.`;
  }
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') {
    return `${message.replace(/^No such built-in module: /, '')} cannot exist in a browser. Run the sandbox in WebContainer, or download it and run it in Node itself.`;
  }
  if (code === 'ERR_DLOPEN_FAILED') {
    return `${message.split(':')[0]} is machine code, which a browser cannot run. Use a package written in JavaScript or WebAssembly, or run the program in Node itself.`;
  }
  return undefined;
}
