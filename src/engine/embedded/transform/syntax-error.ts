/** Finds where a source text fails to parse, which browsers do not tell for modules and evaluated code. */
import { parse } from 'acorn';

export interface SyntaxPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** The position of the first error, or undefined when the text parses. */
export function syntaxErrorPosition(source: string, kind: 'module' | 'script'): SyntaxPosition | undefined {
  try {
    parse(source, {
      ecmaVersion: 'latest',
      sourceType: kind,
      allowHashBang: true,
      allowReturnOutsideFunction: kind === 'script',
    });
    return undefined;
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    return loc && { line: loc.line, column: loc.column + 1 };
  }
}
