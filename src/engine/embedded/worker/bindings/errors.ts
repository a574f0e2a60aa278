/**
 * `internalBinding('errors')` (src/node_errors.cc): what happens to an exception that nobody caught, and
 * where in the source an error came from.
 */
import type { Facts } from '../facts.ts';
import { adopt, setPrepareStackTraceCallback } from '../stacks/install.ts';

export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

export interface ErrorsContext {
  readonly facts: Facts;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** The source text of a file of the program, by path or file: URL. */
  source(file: string): string | undefined;
  /** Whether stacks show the files that source maps name. */
  setSourceMaps(on: boolean): void;
  /** Whether an error is of Node's own (it has a code of Node's). */
  isNodeError(error: object): boolean;
  stderr(text: string): void;
  /** Is told of the error that ends the process, before the process ends. */
  fatal(error: unknown): void;
  /** Ends the process. */
  exit(code: number): never;
  /** Whether the process has ended. */
  stopped(): boolean;
}

/** Node's handler on the process object; true when the program dealt with the error. */
type FatalException = (error: unknown, fromPromise: boolean) => boolean;

/** Matches TypeScript files by path, as source maps name them; without a map, places in such files are URLs. */
const MAPPED = /^\/.*\.[cm]?ts$/;
const FRAME = /(?:^at (?:async )?|\()((?:file:\/\/|\/)[^\s()]+?):(\d+):(\d+)\)?$/;

/** The position in the topmost frame that belongs to a file of the program. */
export function positionOf(stack: unknown): SourcePosition | undefined {
  if (typeof stack !== 'string') return undefined;
  for (const line of stack.split('\n')) {
    const match = FRAME.exec(line.trim());
    if (match) return { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) };
    if (/^\s+at /.test(line)) return undefined;
  }
  return undefined;
}

const lineAndColumn = (source: string, index: number): { line: number; column: number } => {
  const before = source.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
};

/**
 * Where an error was thrown, as V8 tells Node; a browser tells where it was made. For an error that is made
 * in one statement and thrown in another this looks for `throw name` further down.
 */
function throwPosition(position: SourcePosition, source: string): SourcePosition {
  const start = source
    .split('\n')
    .slice(0, position.line - 1)
    .reduce((length, line) => length + line.length + 1, 0);
  const at = start + position.column - 1;
  // An error of the language itself (a property of null) is thrown where it is made.
  if (!/^(?:new\s|[\w$.]*Error\b)/.test(source.slice(at, at + 80))) return position;
  const before = source.slice(0, at);
  const throwing = [...before.matchAll(/(?<![\w$.'"/])throw\b/g)].at(-1);
  if (throwing && !/[;{}]/.test(before.slice(throwing.index)))
    return { ...position, ...lineAndColumn(source, throwing.index) };
  const name = /([\w$]+)\s*=\s*$/.exec(before)?.[1];
  const later =
    name === undefined ? undefined : new RegExp(`\\bthrow\\s+${name.replaceAll('$', '\\$')}\\b`).exec(source.slice(at));
  return later ? { ...position, ...lineAndColumn(source, at + later.index) } : position;
}

/** The three lines Node prints above an error: place, source line, caret. */
export function arrow(made: SourcePosition, source: string | undefined, atThrow: boolean): string | undefined {
  if (source === undefined) return undefined;
  const position = atThrow ? throwPosition(made, source) : made;
  const line = source.split('\n')[position.line - 1];
  if (line === undefined) return undefined;
  const column = position.column - 1;
  const indent = line.slice(0, column).replace(/[^\t]/g, ' ');
  return `${position.file}:${position.line}\n${line}\n${indent}^\n`;
}

export function createErrorsBinding(context: ErrorsContext) {
  const { facts, privateSymbols } = context;
  const arrowSymbol = privateSymbols['arrow_message_private_symbol'] ?? Symbol('arrow');
  const decoratedSymbol = privateSymbols['decorated_private_symbol'] ?? Symbol('decorated');
  let beforeInspector: ((error: unknown) => unknown) | undefined;
  let afterInspector: ((error: unknown) => unknown) | undefined;

  const isError = (value: unknown): value is Error =>
    value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

  /**
   * Prints what C++ prints (PrintUncaughtException and ReportFatalException).
   *
   * @param thrown where the value was thrown, 'unknown' when the browser did not tell; undefined when it did
   *   not come from a throw statement of the program (a rejected promise)
   */
  function report(error: unknown, thrown: SourcePosition | 'unknown' | undefined): void {
    if (isError(error)) {
      const place = placeOf(error, thrown);
      beforeInspector?.(error);
      const trace = String(afterInspector?.(error) ?? error.stack);
      const decorated = Reflect.get(error, decoratedSymbol) === true;
      const shown = place !== undefined && !decorated && !/\nEmitted 'error' event (?:on|at)/.test(trace);
      context.stderr(shown ? `${place.trimEnd()}\n\n${trace}\n` : `${trace}\n`);
    } else {
      const place = typeof thrown === 'object' ? arrow(thrown, context.source(thrown.file), false) : undefined;
      const object = typeof error === 'object' && error !== null;
      const text = object ? String(afterInspector?.(error)) : String(error);
      const hint = object ? '' : '(Use `node --trace-uncaught ...` to show where the exception was thrown)\n';
      context.stderr(`${thrown === 'unknown' ? 'Uncaught:' : ''}\n${place ?? ''}${text}\n${hint}`);
    }
    context.stderr(`\nNode.js ${facts.version}\n`);
  }

  /** The lines above an error; undefined when it was thrown inside Node, whose lines are not shown. */
  function placeOf(error: Error, thrown: SourcePosition | 'unknown' | undefined): string | undefined {
    const known: unknown = Reflect.get(error, arrowSymbol);
    if (typeof known === 'string') return known;
    // --throw-deprecation throws inside Node too.
    if (
      context.isNodeError(error) ||
      Reflect.get(error, 'code') === 'ERR_ASSERTION' ||
      (thrown !== undefined && /Warning$/.test(error.name))
    )
      return undefined;
    const made =
      positionOf(error.stack) ?? (typeof error.stack === 'string' || thrown === 'unknown' ? undefined : thrown);
    // C++ shows a place that comes from a source map as the map has it, not as the place of the throw.
    return made && arrow(made, context.source(made.file), thrown !== undefined && !MAPPED.test(made.file));
  }

  return {
    ...facts.bindings['errors'],
    setPrepareStackTraceCallback,
    setGetSourceMapErrorSource() {},
    setSourceMapsEnabled: context.setSourceMaps,
    setMaybeCacheGeneratedSourceMap() {},
    setEnhanceStackForFatalException(before: typeof beforeInspector, after: typeof afterInspector): void {
      beforeInspector = before;
      afterInspector = after;
    },
    noSideEffectsToString(value: unknown): string {
      if (typeof value === 'object' && value !== null && !isError(value)) {
        const name = (value as { constructor?: { name?: string } }).constructor?.name;
        return name ? `#<${name}>` : '[object Object]';
      }
      return typeof value === 'symbol' ? value.toString() : `${value as string}`;
    },
    getErrorSourcePositions(error: object): object {
      const position = positionOf((error as Error).stack);
      const sourceLine = position && context.source(position.file)?.split('\n')[position.line - 1];
      return {
        sourceLine: sourceLine ?? '',
        scriptResourceName: position?.file ?? '',
        lineNumber: position?.line ?? 0,
        startColumn: (position?.column ?? 1) - 1,
      };
    },
    triggerUncaughtException(error: unknown, fromPromise: boolean, thrown?: SourcePosition | 'unknown'): void {
      // What unwinds the stack after process.exit() may have become a rejected promise.
      if (context.stopped()) return;
      adopt(error);
      const fatal = (process as unknown as { _fatalException?: FatalException })._fatalException;
      if (typeof fatal !== 'function') {
        report(error, thrown);
        return context.exit(6);
      }
      let handled: boolean;
      try {
        handled = fatal.call(process, error, fromPromise);
      } catch (second) {
        // The program's handler may have called process.exit(), which unwinds the stack, too.
        if (!context.stopped()) report(second, 'unknown');
        return context.exit(7);
      }
      if (handled) return;
      report(error, thrown);
      context.fatal(error);
      try {
        context.exit(Number(process.exitCode ?? 1));
      } catch {
        // The process has ended. Node's library calls this in async functions, too: one that unwound by an
        // exception would leave a rejected promise behind, which Firefox reports in its console.
      }
    },
  };
}
