/**
 * Stack traces as Node shows them, on V8's stack trace API (https://v8.dev/docs/stack-trace-api).
 *
 * Programs are compiled by `eval`, inside a wrapper, and called by the engine. Left alone, their frames
 * would read `Object.eval`, be some columns off on the first line, and end in the engine's own functions.
 * Other browsers have no such API: their traces stay as they are.
 */

import { isModuleUrl } from '../modules/module-url.ts';
import { hasNativeSites } from './install.ts';
import { nameCallSites } from './named-sites.ts';
import type { originalColumns } from '../../transform/original-column.ts';
import { PARTS, type CallSite } from './site.ts';

type PrepareStackTrace = (error: object, trace: readonly unknown[]) => unknown;

/** Node's formatters of single errors, by error. */
export type StackOverrides = WeakMap<object, PrepareStackTrace>;

interface Rewritten {
  readonly original: string;
  readonly text: string;
  /** For each line that stacks have named, the function from its columns to those of the original. */
  readonly lines: Map<number, (column: number) => number>;
}

export class StackFrames {
  /** By file, how many characters stand before the source on its first line. */
  readonly #prefixes = new Map<string, number>();
  /** Rewritten sources, by file. */
  readonly #rewritten = new Map<string, Rewritten>();
  readonly #originalColumns: () => typeof originalColumns | undefined;
  /**
   * Makes of a stack frame and its text an object that Node's library looks up in source maps; set when it wants to.
   */
  mappable: ((site: CallSite, text: string) => object) | undefined;

  /** @param find gives the exact function, which comes along with the extension that rewrites sources */
  constructor(find: () => typeof originalColumns | undefined) {
    this.#originalColumns = find;
  }

  /** Notes that the source of `file` was compiled behind `prefix` characters on its first line. */
  wrapped(file: string, prefix: number): void {
    this.#prefixes.set(file, prefix);
  }

  /** Notes that the source of `file` was rewritten; all code is still on its line. */
  rewritten(file: string, original: string, text: string): void {
    if (original !== text) this.#rewritten.set(file, { original, text, lines: new Map() });
    else this.#rewritten.delete(file);
  }

  /**
   * Makes `Error.prepareStackTrace`, which Node's bootstrap has set, print frames as Node does.
   *
   * @param overrides Node's own formatters of single errors (lib/internal/errors.js)
   */
  install(overrides: StackOverrides): void {
    const prepare = (Error as unknown as { prepareStackTrace?: PrepareStackTrace }).prepareStackTrace;
    if (typeof prepare !== 'function') return;
    const frames = this;
    const { ErrorPrepareStackTrace } = {
      ErrorPrepareStackTrace(error: object, trace: readonly CallSite[]): unknown {
        const shown = frames.#ofProgram(trace);
        const override = overrides.get(error);
        if (override) {
          overrides.delete(error);
          return override(error, shown);
        }
        // In Node every stack ends in a frame of its own, and inspect puts errors without any in brackets.
        return prepare(
          error,
          shown.length === 0 && trace.length > 0
            ? ['node:internal/main/run_main_module']
            : shown.map((site) => frames.mappable?.(site, frames.#format(site)) ?? frames.#format(site)),
        );
      },
    };
    Object.defineProperty(Error, 'prepareStackTrace', {
      value: ErrorPrepareStackTrace,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    if (hasNativeSites) nameCallSites();
  }

  /** `util.getCallSites()`: the callers in the program, nearest first. */
  callSites(count: number): object[] {
    const scope = Error as unknown as { prepareStackTrace?: unknown; stackTraceLimit: unknown };
    const { prepareStackTrace, stackTraceLimit } = scope;
    let sites: CallSite[] = [];
    scope.stackTraceLimit = count + 10;
    scope.prepareStackTrace = (_error: object, trace: readonly CallSite[]) => {
      sites = this.#ofProgram(trace);
    };
    void new Error().stack;
    Object.assign(scope, { prepareStackTrace, stackTraceLimit });
    const first = sites.findIndex((site) => !site.getScriptNameOrSourceURL()?.startsWith('node:'));
    return sites.slice(Math.max(0, first), Math.max(0, first) + count).map((site) => {
      const parts = PARTS.exec(this.#format(site))?.groups ?? {};
      const [line, column] = [Number(parts['line'] ?? 0), Number(parts['column'] ?? 0)];
      const name = parts['name']?.replace(/^(?:async |new )|\s\[as .*$/g, '').replace(/^.*\./, '') ?? '';
      return {
        functionName: name === '<anonymous>' ? '' : name,
        scriptId: '0',
        scriptName: parts['place'] ?? '',
        lineNumber: line,
        columnNumber: column,
        column,
      };
    });
  }

  /**
   * The stack frames of the program: without the engine's own, and without built-in functions that the engine called.
   */
  #ofProgram(trace: readonly CallSite[]): CallSite[] {
    const shown: CallSite[] = [];
    let native: CallSite[] = [];
    for (const site of trace) {
      const place = site.getScriptNameOrSourceURL();
      if (place) {
        // The HTTP parser and SQLite are WebAssembly.
        if (!isModuleUrl(place) && !place.startsWith('wasm:')) shown.push(...native, site);
        native = [];
      } else if (isExtension(site)) {
        native = [];
      } else {
        native.push(site);
      }
    }
    // Built-in functions at the very bottom were called by nobody but the engine.
    const asynchronous = native.filter((site) => site.toString().startsWith('async '));
    return [...shown, ...asynchronous];
  }

  /** The column in the program's source, of the browser's column in the rewritten one. */
  column(file: string, line: number, column: number): number {
    const prefix = line === 1 ? (this.#prefixes.get(file) ?? 0) : 0;
    const own = Math.max(1, column - prefix);
    const rewritten = this.#rewritten.get(file);
    if (!rewritten) return own;
    const { original, text, lines } = rewritten;
    let columns = lines.get(line);
    if (!columns) {
      const [before = '', after = ''] = [original, text].map((source) => source.split('\n', line)[line - 1]);
      lines.set(line, (columns = (this.#originalColumns() ?? columnsAround)(before, after)));
    }
    return columns(own);
  }

  #format(site: CallSite): string {
    const text = site.toString();
    const parts = PARTS.exec(text)?.groups;
    if (!parts) return text;
    const { place = '', line = '', column = '' } = parts;
    const position = `${place}:${line}:${this.column(place, Number(line), Number(column))}`;
    const name = parts['name'] === undefined ? undefined : functionName(parts['name']);
    return name === undefined ? position : name === 'async' ? `async ${position}` : `${name} (${position})`;
  }
}

/** Columns before and after the part that differs: enough where only specifiers of imports were rewritten. */
function columnsAround(before: string, after: string): (column: number) => number {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const longer = after.length - before.length;
  return (column) => (column <= start ? column : Math.max(start + 1, column - longer));
}

/** Whether a stack frame is in a script that the engine evaluated without giving it a name. */
function isExtension(site: CallSite): boolean {
  const origin = site.getEvalOrigin() ?? '';
  return origin.includes('blob:') && !/\((?:\/|file:)/.test(origin);
}

/**
 * V8 calls a function without a name `eval` when its source was evaluated.
 *
 * @returns V8's name for it if it were in a file; undefined for a plain function without a name
 */
function functionName(name: string): string | undefined {
  const found = /^(?<how>async |new )?(?<type>.+\.)?eval(?: \[as (?<method>[^\]]+)\])?$/.exec(name)?.groups;
  if (!found) return name;
  const { how = '', type, method } = found;
  if (type !== undefined) return `${how}${type}${method ?? '<anonymous>'}`;
  if (how === 'new ') return 'new <anonymous>';
  return how === 'async ' ? 'async' : undefined;
}
