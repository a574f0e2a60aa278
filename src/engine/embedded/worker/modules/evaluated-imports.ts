/**
 * `import()` in code that a program makes of text: `new Function('name', 'return import(name)')` and
 * `eval('import("name")')`, by which CommonJS compiled from TypeScript reaches ES modules. In Node such an `import()`
 * belongs to the file that makes the code; the browser's own `import()` knows neither packages nor files.
 */
const NativeProxy = globalThis.Proxy;
const CALL = /\bimport\s*\(/;

/** A call of `eval` with a literal text that begins with `import(`. */
const EVALUATED = /(?<![.$\w])(eval\)?\s*\(\s*['"`])import\(/g;

/**
 * The source with imports inside such texts calling `name`. Only a line is looked at to tell code from strings and
 * comments, so a text may be changed that is neither run here nor by `eval`; it still parses.
 * @param name what is called in place of `import(`, with the first argument's comma; without quotes
 */
export const rewriteEvaluated = (source: string, name: () => string): string =>
  source.replace(EVALUATED, (found, head: string, at: number) =>
    isCode(source.slice(source.lastIndexOf('\n', at) + 1, at)) ? head + name() : found,
  );

/** Whether what follows the beginning of a line is in no string and no comment that begins there. */
function isCode(line: string): boolean {
  const rest = line.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '');
  return !/["'`]|\/\/|\/\*(?!.*\*\/)|^\s*\*/.test(rest);
}

/** Whether the source may make a function with an import in it. */
export const makesFunctions = (source: string): boolean =>
  CALL.test(source) && /\bFunction\b|\.constructor\b/.test(source);

let watched = false;

/** Makes the four function constructors pass their source through `rewrite` when it has an import in it. */
export function watchFunctions(rewrite: (source: string) => string): void {
  if (watched) return;
  watched = true;
  const prepare = (args: readonly unknown[]): unknown[] =>
    args.map((text) => (typeof text === 'string' && CALL.test(text) ? rewrite(text) : text));
  for (const { prototype } of [
    Function,
    (async () => {}).constructor,
    function* () {}.constructor,
    async function* () {}.constructor,
  ] as FunctionConstructor[]) {
    const native = prototype.constructor as FunctionConstructor;
    const value = new NativeProxy(native, {
      apply: (target, _self, args) => Reflect.construct(target, prepare(args)) as Function,
      construct: (target, args, newTarget) => Reflect.construct(target, prepare(args), newTarget) as Function,
    });
    Object.defineProperty(prototype, 'constructor', { value });
    if (native === Function) globalThis.Function = value;
    else Object.setPrototypeOf(native, Function);
  }
}
