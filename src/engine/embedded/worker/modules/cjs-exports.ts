/** The names a CommonJS module exports, found by reading it as Node does (cjs-module-lexer), not by running it. */

/** The lexer of cjs-module-lexer. */
export type ReadNames = (source: string) => {
  readonly exports: readonly string[];
  readonly reexports: readonly string[];
};

/**
 * @param source the module's text.
 * @param lexer reads modules that are not bundles.
 * @param reexported gives the path and the text of a module that the one at `from` re-exports whole, when it can be found.
 * @param from path or URL of the module.
 */
export function cjsExportNames(
  source: string,
  lexer: () => ReadNames,
  reexported: (specifier: string, from: string) => readonly [path: string, source: string] | undefined,
  from: string,
  depth = 0,
): string[] {
  const told = annotatedNames(source);
  if (told) return told;
  const read = lexer();
  try {
    const { exports, reexports } = read(source);
    const names = new Set(exports);
    if (depth < 8) {
      for (const specifier of reexports) {
        const [path, text] = reexported(specifier, from) ?? [];
        if (path !== undefined && text !== undefined)
          for (const name of cjsExportNames(text, lexer, reexported, path, depth + 1)) names.add(name);
      }
    }
    return [...names];
  } catch {
    return [];
  }
}

/** The names in the line that bundles end with (src/build/engine/packages.ts). */
function annotatedNames(source: string): string[] | undefined {
  const line = /^0 && \(((?:exports\.[\w$]+ = )*)0\);\n$/.exec(source.slice(source.lastIndexOf('\n0 && (') + 1));
  return line ? [...(line[1] ?? '').matchAll(/exports\.([\w$]+)/g)].map(([, name = '']) => name) : undefined;
}
