/** Completes a SyntaxError with the place that browsers keep to themselves. */
import { dropPlace } from '../stacks/install.ts';
import type { SyntaxPosition } from '../../transform/syntax-error.ts';

interface Parser {
  syntaxErrorPosition(source: string, kind: 'module' | 'script'): SyntaxPosition | undefined;
}

/** Node's stack frame at the bottom of a module's SyntaxError; inspect puts an error without frames in brackets. */
const COMPILING = '    at compileSourceTextModule (node:internal/modules/esm/utils)';

/**
 * @param filename path or file: URL, as Node prints it.
 * @param decorated the symbol that tells Node that the place is in the stack already.
 * @returns the error; its stack begins with file, line and caret if the source really does not parse.
 */
export function locateSyntaxError(
  error: SyntaxError,
  source: string,
  filename: string,
  parser: Parser,
  decorated: symbol | undefined,
): SyntaxError {
  const kind = filename.startsWith('file:') || filename.endsWith('.mjs') ? 'module' : 'script';
  const found = positionByMessage(error.message, source) ?? parser.syntaxErrorPosition(source, kind);
  const position = found && /^Missing initializer in const/.test(error.message) ? nameBefore(found, source) : found;
  const length = /^Identifier .* has already been declared$/.test(error.message) ? 1 : undefined;
  if (position) prefixStack(error, placeText(filename, source, position, length), '\n\n', decorated);
  return error;
}

/** The position of the name before a missing initializer: V8 points there, the parser at where it should be. */
function nameBefore({ line, column }: SyntaxPosition, source: string): SyntaxPosition {
  const before = source.split('\n')[line - 1]?.slice(0, column - 1) ?? '';
  return { line, column: column - (/[\w$]*\s*$/.exec(before)?.[0].length ?? 0) };
}

/** Puts the place of an error in front of its stack, as node::errors::DecorateErrorStack does. */
export function prefixStack(error: Error, place: string, between: string, decorated: symbol | undefined): void {
  dropPlace(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  error.stack = `${place}${between}${error.name}: ${error.message}\n${frames.length > 0 ? frames.join('\n') : COMPILING}`;
  if (decorated) Object.defineProperty(error, decorated, { value: true, enumerable: false, configurable: true });
}

/** `file:line`, the line, and carets under the token at `column`. */
export function placeText(filename: string, source: string, { line, column }: SyntaxPosition, length?: number): string {
  const text = source.split('\n')[line - 1] ?? '';
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${filename}:${line}\n${text}\n${indent}${'^'.repeat(length ?? tokenLength(text.slice(column - 1)))}`;
}

function tokenLength(rest: string): number {
  if (rest === '') return 0;
  return (
    /^(?:[\p{ID_Start}$_#][\p{ID_Continue}$]*|\d[\w.]*|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\/(?=\S)[^/]*\/\w*|=>|\.\.\.|[=!]==?|&&|\|\||\?\?|.)/u.exec(
      rest,
    )?.[0].length ?? 1
  );
}

/** Where V8 points for messages that are about something else than the token at which a parser stops. */
function positionByMessage(message: string, source: string): SyntaxPosition | undefined {
  const pattern = /import statement outside a module/.test(message)
    ? /^[ \t]*(?=import\b)/m
    : /^await is only valid/.test(message)
      ? /(?<![.\w$])(?=await\b)/
      : /^Unexpected token 'export'/.test(message)
        ? /^[ \t]*(?=export\b)/m
        : /^Unexpected end of input/.test(message)
          ? /\n?$(?![^])/
          : undefined;
  const match = pattern?.exec(source);
  return match ? positionAt(source, match.index + (match[0] === '\n' ? 0 : match[0].length)) : undefined;
}

/** The words by which a declaration of a module begins; the rest could be code of a function. */
const MODULE_ONLY =
  /^[ \t]*(?:import\b(?!\s*[.(])[^;'"]*(?:'[^'\n]*'|"[^"\n]*")|export\s*(?:default\b|(?:\*|\{[^}]*\})[^;\n]*)?)/gm;

/**
 * Checks a module that is not to be run (`node --check`).
 * @throws SyntaxError with its place and the browser's message
 */
export function checkModule(source: string, filename: string, parser: Parser, decorated: symbol | undefined): void {
  if (!parser.syntaxErrorPosition(source, 'module')) return;
  const error =
    syntaxErrorOf(`'use strict'; return async () => {${source.replace(MODULE_ONLY, '')}\n}`) ??
    new SyntaxError('Invalid or unexpected token');
  throw locateSyntaxError(error, source, filename, parser, decorated);
}

function syntaxErrorOf(code: string): SyntaxError | undefined {
  try {
    new Function(code);
    return undefined;
  } catch (error) {
    return error as SyntaxError;
  }
}

export function positionAt(source: string, index: number): SyntaxPosition {
  const before = source.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
