/** `internalBinding('contextify')` (src/node_contextify.cc): compiling source text into functions and scripts. */
import type { Facts } from '../facts.ts';
import { magicComment } from '../modules/magic-comment.ts';
import { evaluateExpression } from '../stacks/evaluate.ts';

/** Runs the text in the global scope, as an indirect eval does. */
// eslint-disable-next-line no-eval
const evaluate = (source: string): unknown => (0, eval)(source);

/** Messages of browsers about import or export in a script: the file is an ES module in disguise. */
const MODULE_SYNTAX =
  /Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module|import declarations may only appear at top level|export declarations may only appear at top level|import\.meta may only appear in a module|Unexpected keyword 'export'|Unexpected identifier '.*'\. import call expects|import\.meta is only valid inside modules/;
const TOP_LEVEL_AWAIT =
  /await is only valid in async functions|missing \) in parenthetical|Unexpected reserved word|Unexpected identifier/;

/** The parameters of the function that Node wraps a CommonJS file in. */
const CJS_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

export interface ContextifyContext {
  readonly facts: Facts;
  /** Marks an object as a context's global. */
  readonly contextSymbol: symbol;
  /** The property by which a script's `import()` is told from that of others. */
  readonly hostDefinedOption: symbol;
  /** Rewrites CommonJS source for AsyncLocalStorage and dynamic import. */
  prepare(source: string, filename: string): string;
  /** Notes how many characters stand before the source on its first line. */
  wrapped(filename: string, prefix: number): void;
  /** Prints a warning at once. */
  warn(text: string): void;
  /** Adds the line and a caret to a SyntaxError, when they can be found. */
  locate(error: unknown, source: string, filename: string): unknown;
}

export function createContextifyBinding({
  facts,
  contextSymbol,
  hostDefinedOption,
  prepare,
  wrapped,
  warn,
  locate,
}: ContextifyContext): object {
  const contexts = new WeakMap<object, object>();
  /** Functions that were compiled before they were asked for, each to be used once. */
  const ahead = new Map<string, { readonly text: string; readonly compiled: Function }>();

  function textOf(source: string, name: string, parameters: readonly string[]): string {
    const bare = source.startsWith('#!') ? `//${source}` : source;
    const prefix = `(function (${parameters.join(', ')}) { `;
    wrapped(name, prefix.length);
    return `${prefix}${prepare(bare, name)}\n})`;
  }

  function compile(source: string, filename: string, parameters: readonly string[]): Function {
    const name = magicComment(source, 'sourceURL') ?? filename;
    const text = textOf(source, name, parameters);
    const known = ahead.get(filename);
    if (known?.text === text) {
      ahead.delete(filename);
      return known.compiled;
    }
    return withDeeperStack(() => evaluateExpression(text, name)) as Function;
  }

  class ContextifyScript {
    readonly #source: string;
    readonly #filename: string;
    sourceMapURL: string | undefined;

    constructor(source: string, filename = 'evalmachine.<anonymous>') {
      this.#source = source;
      this.#filename = filename;
      // The key under which lib/internal/vm.js remembers what `import()` in it means.
      Reflect.set(this, hostDefinedOption, {});
      try {
        new Function(source); // compiles, to report a SyntaxError now
      } catch (error) {
        throw locate(error, source, filename);
      }
    }

    runInContext(contextified: object | null): unknown {
      const text = `${this.#source}\n//# sourceURL=${this.#filename}`;
      if (contextified === null) return evaluate(text);
      // A scope object in front of this realm's globals: as near as one realm comes to a context.
      const scope = contexts.get(contextified) ?? contextified;
      const run = new Function('__scope', '__source', 'with (__scope) { return eval(__source) }') as (
        scope: object,
        source: string,
      ) => unknown;
      return run.call(scope, scope, text);
    }
  }

  /** The error of a CommonJS file with the syntax of an ES module; Node also warns about the file. */
  function refuseModule(error: unknown, filename: string): unknown {
    warn(
      `Failed to load the ES module: ${filename}. Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.`,
    );
    return error;
  }

  return {
    ...facts.bindings['contextify'],
    ContextifyScript,
    /** Returns the context's global object: `vm.constants.DONT_CONTEXTIFY` asks for a plain one. */
    makeContext(object: object | symbol): object {
      if (typeof object === 'symbol') object = {};
      Object.defineProperty(object, contextSymbol, { value: true, enumerable: false });
      contexts.set(
        object,
        new Proxy(object, {
          has: (_target, key) => key !== '__source' && key !== '__scope',
          get: (target, key): unknown =>
            key === Symbol.unscopables
              ? undefined
              : Reflect.has(target, key)
                ? Reflect.get(target, key)
                : Reflect.get(globalThis, key),
        }),
      );
      return object;
    },
    compileFunction(
      source: string,
      filename: string,
      _line: number,
      _column: number,
      _cached: unknown,
      _produce: unknown,
      _context: unknown,
      _extensions: unknown,
      parameters: readonly string[] = [],
    ): object {
      try {
        return { function: compile(source, filename, parameters), sourceMapURL: undefined };
      } catch (error) {
        throw locate(error, source, filename);
      }
    },
    /** Compiles a file that the CommonJS loader will come to. Node's binding has no such function. */
    compileAhead(source: string, filename: string): void {
      const text = textOf(source, filename, CJS_PARAMETERS);
      ahead.set(filename, { text, compiled: evaluateExpression(text, filename) as Function });
    },
    compileFunctionForCJSLoader(
      source: string,
      filename: string,
      _isSeaMain: boolean,
      shouldDetectModule: boolean,
    ): object {
      try {
        const compiled = compile(source, filename, CJS_PARAMETERS);
        return {
          canParseAsESM: false,
          function: compiled,
          sourceMapURL: magicComment(source, 'sourceMappingURL'),
          sourceURL: undefined,
          cachedDataRejected: false,
        };
      } catch (error) {
        if (error instanceof SyntaxError && looksLikeModule(error, source)) {
          if (!shouldDetectModule) throw refuseModule(locate(error, source, filename), filename);
          return {
            canParseAsESM: true,
            function: undefined,
            sourceMapURL: undefined,
            sourceURL: undefined,
            cachedDataRejected: false,
          };
        }
        throw locate(complete(error, source), source, filename);
      }
    },
    containsModuleSyntax(source: string, filename: string): boolean {
      try {
        compile(source, filename, CJS_PARAMETERS);
        return false;
      } catch (error) {
        return error instanceof SyntaxError && looksLikeModule(error, source);
      }
    },
    startSigintWatchdog() {},
    stopSigintWatchdog: () => false,
    watchdogHasPendingSigint: () => false,
    measureMemory: () => Promise.reject(new Error('vm.measureMemory() is not available in the browser')),
  };
}

/**
 * Compiles with more room in stacks: stack frames of the engine, which are not shown, must not displace the program's.
 */
function withDeeperStack<Value>(compile: () => Value): Value {
  const scope = Error as { stackTraceLimit?: unknown };
  const limit = scope.stackTraceLimit;
  if (typeof limit !== 'number') return compile();
  scope.stackTraceLimit = limit + 8;
  try {
    return compile();
  } finally {
    scope.stackTraceLimit = limit;
  }
}

/** Gives a SyntaxError about a source that ends too early its own message, not one about the end of our wrapper. */
function complete(error: unknown, source: string): unknown {
  if (!(error instanceof SyntaxError) || !/^Unexpected token '}'|^missing \)/.test(error.message)) return error;
  try {
    evaluate(`(function () {${source}`);
  } catch (bare) {
    try {
      evaluate(`async function source() {${source}`);
    } catch {
      if (/^Unexpected end of input|^Unterminated/.test((bare as Error).message))
        error.message = (bare as Error).message;
    }
  }
  return error;
}

function parses(source: string): boolean {
  try {
    evaluate(source);
    return true;
  } catch {
    return false;
  }
}

function looksLikeModule(error: SyntaxError, source: string): boolean {
  if (MODULE_SYNTAX.test(error.message)) return true;
  if (!TOP_LEVEL_AWAIT.test(error.message) || !/\bawait\b/.test(source)) return false;
  return /^\s*(?:import|export)\b/m.test(source) || parses(`(async function () {${source}\n})`);
}
