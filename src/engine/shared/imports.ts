/** The imports of a source, found without parsing it. */

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bgetBuiltinModule\s*\(\s*)["']([^"'\n]+)["']/g;

/** All names that are imported or required as literals. */
export const importedNames = (source: string): string[] =>
  [...source.matchAll(SPECIFIER)].map(([, specifier = '']) => specifier);

/** The package that a specifier names: `@scope/name` for `@scope/name/file`. */
export const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
