/** The names a CommonJS module exports, found by reading it as Node does (cjs-module-lexer), not by running it. */
import { init, parse } from 'cjs-module-lexer';

export const ready: Promise<void> = Promise.resolve(init()).then(() => undefined);

/**
 * @param source the module's text.
 * @param reexported gives the text of a module that this one re-exports whole, when it can be found.
 */
export function cjsExportNames(source: string, reexported: (specifier: string) => string | undefined, depth = 0): string[] {
  try {
    const { exports, reexports } = parse(annotation(source) ?? source);
    const names = new Set(exports);
    if (depth < 8) {
      for (const specifier of reexports) {
        const text = reexported(specifier);
        if (text !== undefined) for (const name of cjsExportNames(text, reexported, depth + 1)) names.add(name);
      }
    }
    return [...names];
  } catch {
    return [];
  }
}

/** The line that bundles end with to tell their names (src/build/engine/packages.ts); reading it alone saves reading all. */
function annotation(source: string): string | undefined {
  const at = source.lastIndexOf('\n0 && (exports.');
  return at >= 0 && source.endsWith(' = 0);\n') ? source.slice(at) : undefined;
}
