/** What a source imports, found without parsing it. */

const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bgetBuiltinModule\s*\(\s*)["']([^"'\n]+)["']/g;

/** Everything that is imported or required by a literal name. */
export const importedNames = (source: string): string[] =>
  [...source.matchAll(SPECIFIER)].map(([, specifier = '']) => specifier);

/** `@scope/name/file` belongs to the package `@scope/name`. */
export const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
