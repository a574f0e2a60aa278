import { createRequire } from 'node:module';
import type { BindingContext } from '../../src/engine/embedded/worker/binding.ts';

/**
 * Runs files of Node's own JavaScript library, in real Node, on bindings of ours: the differential tests
 * compare these with the library's real self. Needs `--expose-internals` (see with-internals.ts).
 */
export interface NodeLibrary {
  /** A module of the library, e.g. "fs" or "internal/fs/utils". */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any shape: callers say which they expect
  require(id: string): any;
  readonly context: BindingContext;
}

type Bindings = Record<string, Record<string, unknown>>;

type Builtin = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: object },
  process: NodeJS.Process,
  internalBinding: (name: string) => unknown,
  primordials: object,
) => void;

/**
 * @param fresh which modules are run anew on the bindings; all others are the real ones.
 * @param createBindings makes the bindings that replace real ones, by name.
 */
export function loadNodeLibrary(
  fresh: (id: string) => boolean,
  createBindings: (context: BindingContext) => Bindings,
): NodeLibrary {
  const realRequire = createRequire(import.meta.url);
  const { internalBinding: realBinding, primordials } = realRequire('internal/test/binding') as {
    internalBinding(name: string): Record<string, unknown>;
    primordials: object;
  };
  const sources = (process as unknown as { binding(name: string): Record<string, string> }).binding('natives');
  const modules = new Map<string, { exports: object }>();
  let bindings: Bindings = {};
  const internalBinding = (name: string) => bindings[name] ?? realBinding(name);

  const requireBuiltin = (request: string): unknown => {
    const id = request.replace(/^node:/, '');
    if (id === 'internal/util') return util;
    if (!fresh(id)) return realRequire(id);
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    const source = sources[id];
    if (source === undefined) throw new Error(`Node's library has no module "${id}"`);
    const module = { exports: {} };
    modules.set(id, module);
    const run = new Function(
      'exports',
      'require',
      'module',
      'process',
      'internalBinding',
      'primordials',
      `${source}\n//# sourceURL=fresh:${id}`,
    ) as Builtin;
    run(module.exports, requireBuiltin, module, process, internalBinding, primordials);
    return module.exports;
  };

  // the real one would load the modules of lazy properties as the real ones
  const util = {
    ...(realRequire('internal/util') as object),
    defineLazyProperties(target: object, id: string, keys: string[], enumerable = true) {
      for (const key of keys) {
        Object.defineProperty(target, key, {
          get: () => (requireBuiltin(id) as Record<string, unknown>)[key],
          set: (value: unknown) =>
            void Object.defineProperty(target, key, { value, writable: true, enumerable, configurable: true }),
          enumerable,
          configurable: true,
        });
      }
    },
  };

  const context: BindingContext = {
    internalBinding,
    require: requireBuiltin,
    defer: (callback) => void setImmediate(callback),
    deferInPool: (callback) => void setImmediate(callback),
    occupyThread: (start) => start(() => {}),
    keepAlive() {
      const alive = setInterval(() => {}, 2 ** 30);
      return () => clearInterval(alive);
    },
    begin() {
      const alive = setInterval(() => {}, 2 ** 30);
      return (callback) => {
        clearInterval(alive);
        setImmediate(callback);
      };
    },
  };
  bindings = createBindings(context);
  return { require: requireBuiltin, context };
}
