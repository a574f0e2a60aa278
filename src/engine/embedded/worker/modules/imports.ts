/** The import statements and calls of a module, as es-module-lexer finds them. */
import { parse } from 'es-module-lexer/minimal/js';

export interface Import {
  readonly specifier: string;
  /** Where the import statement begins. */
  readonly statement: number;
  /** End of the statement; what stands between the specifier and it are the attributes. */
  readonly statementEnd: number;
  /** Range of the specifier in the source, without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The import and export-from statements of a module. */
export function staticImports(source: string): Import[] {
  return importsIn(source)
    .filter((found) => found.d === -1 && found.n !== undefined)
    .map((found) => ({
      specifier: found.n ?? '',
      statement: found.ss,
      statementEnd: found.se,
      start: found.s,
      end: found.e,
      attributes: attributesOf(source, found.a, found.se),
    }));
}

/** All imports in a source; none in a text that does not parse, as the browser will say what is wrong with it. */
export function importsIn(source: string): ReturnType<typeof parse>[0] {
  try {
    return parse(source.startsWith('#!') ? `//${source.slice(2)}` : source)[0];
  } catch {
    return [];
  }
}

/** `with { type: 'json' }` of an import statement. */
function attributesOf(source: string, start: number, end: number): Readonly<Record<string, string>> {
  if (start < 0) return {};
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of source
    .slice(start, end)
    .matchAll(/["']?([\w-]+)["']?\s*:\s*["']([^"']*)["']/g))
    attributes[name] = value;
  return attributes;
}
