/**
 * `internalBinding('errors')` (src/node_errors.cc): what happens to an exception that nobody caught, and
 * where in the source an error came from.
 */
import type { Facts } from '../facts.ts';
import { adopt, setPrepareStackTraceCallback } from '../stacks/install.ts';

export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

export interface ErrorsContext {
  readonly facts: Facts;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** The source text of a file of the program, by path or file: URL. */
  source(file: string): string | undefined;
  stderr(text: string): void;
  /** Told about the error that ends the process, before it does. */
  fatal(error: unknown): void;
  /** Ends the process. */
  exit(code: number): never;
}

/** Node's handler on the process object; true when the program dealt with the error. */
type FatalException = (error: unknown, fromPromise: boolean) => boolean;

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

/** The three lines Node prints above an error: place, source line, caret. */
export function arrow(position: SourcePosition, source: string | undefined, atThrow: boolean): string | undefined {
  const line = source?.split('\n')[position.line - 1];
  if (line === undefined) return undefined;
  let column = position.column - 1;
  // For an exception V8 points at the throw statement, the stack at the construction of the error.
  const thrown = /throw\s+(?:new\s+[\w$.]+)?$/.exec(line.slice(0, column));
  if (atThrow && thrown) column = thrown.index;
  const indent = line.slice(0, column).replace(/[^\t]/g, ' ');
  return `${position.file}:${position.line}\n${line}\n${indent}^\n`;
}

export function createErrorsBinding(context: ErrorsContext) {
  const { facts, privateSymbols } = context;
  const arrowSymbol = privateSymbols['arrow_message_private_symbol'] ?? Symbol('arrow');
  const decoratedSymbol = privateSymbols['decorated_private_symbol'] ?? Symbol('decorated');
  let beforeInspector: ((error: unknown) => unknown) | undefined;
  let afterInspector: ((error: unknown) => unknown) | undefined;

  const isError = (value: unknown): value is Error => value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

  /** Prints what C++ prints (PrintUncaughtException and ReportFatalException). */
  function report(error: unknown, fromPromise: boolean): void {
    if (isError(error)) {
      const position = positionOf(error.stack);
      const known: unknown = Reflect.get(error, arrowSymbol);
      const place = typeof known === 'string' ? known : position && arrow(position, context.source(position.file), !fromPromise);
      beforeInspector?.(error);
      const trace = String(afterInspector?.(error) ?? error.stack);
      const decorated = Reflect.get(error, decoratedSymbol) === true;
      context.stderr(place && !decorated ? `${place.trimEnd()}\n\n${trace}\n` : `${trace}\n`);
    } else {
      const place = lastPlace();
      const text = typeof error === 'object' && error !== null ? String(afterInspector?.(error)) : String(error);
      const hint = typeof error === 'object' && error !== null ? '' : '(Use `node --trace-uncaught ...` to show where the exception was thrown)\n';
      context.stderr(`${place}${text}\n${hint}`);
    }
    context.stderr(`\nNode.js ${facts.version}\n`);
  }

  /** A thrown value that is no error has no stack: Node shows the throw statement; here its place is unknown. */
  function lastPlace(): string {
    return 'Uncaught:\n';
  }

  return {
    ...facts.bindings['errors'],
    setPrepareStackTraceCallback,
    setGetSourceMapErrorSource() {},
    setSourceMapsEnabled() {},
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
    triggerUncaughtException(error: unknown, fromPromise: boolean): void {
      adopt(error);
      const fatal = (process as unknown as { _fatalException?: FatalException })._fatalException;
      if (typeof fatal !== 'function') {
        report(error, fromPromise);
        return context.exit(6);
      }
      let handled: boolean;
      try {
        handled = fatal.call(process, error, fromPromise);
      } catch (second) {
        report(second, false);
        return context.exit(7);
      }
      if (handled) return;
      report(error, fromPromise);
      context.fatal(error);
      context.exit(Number(process.exitCode ?? 1));
    },
  };
}
