/** Completes a SyntaxError with the place that browsers keep to themselves. */
import { dropPlace } from '../stacks/install.ts';
import type { SyntaxPosition } from '../../transform/syntax-error.ts';

interface Parser {
  syntaxErrorPosition(source: string, kind: 'module' | 'script'): SyntaxPosition | undefined;
}

/**
 * @param filename path or file: URL, as Node prints it.
 * @param arrow the symbol under which Node looks for the lines above the message.
 * @returns the error, with its place if the source really does not parse.
 */
export function locateSyntaxError(error: SyntaxError, source: string, filename: string, parser: Parser, arrow: symbol | undefined): SyntaxError {
  const position = parser.syntaxErrorPosition(source, filename.startsWith('file:') || filename.endsWith('.mjs') ? 'module' : 'script');
  if (!position || !arrow) return error;
  const line = source.split('\n')[position.line - 1] ?? '';
  const caret = `${line.slice(0, position.column - 1).replace(/[^\t]/g, ' ')}^`;
  Object.defineProperty(error, arrow, { value: `${filename}:${position.line}\n${line}\n${caret}`, enumerable: false, configurable: true });
  const frame = filename.startsWith('file:') ? 'compileSourceTextModule (node:internal/modules/esm/utils)' : 'wrapSafe (node:internal/modules/cjs/loader)';
  dropPlace(error);
  error.stack = `${error.name}: ${error.message}\n    at ${frame}`;
  return error;
}
