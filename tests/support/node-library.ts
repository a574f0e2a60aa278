/**
 * Node's own library on the embedded engine's bindings, inside real Node: the modules asked for are
 * evaluated anew from the sources that the running Node carries, with `internalBinding(name)` replaced
 * where the engine has one, everything else real. So a binding can be compared with the C++ it stands
 * for, call by call, before and without a browser.
 *
 * Needs Node's --expose-internals; a test file that imports this module is started again with it.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { BindingContext, BindingFactory } from '../../src/engine/embedded/worker/binding.ts';

if (!process.execArgv.includes('--expose-internals')) {
  const file = process.argv[1];
  if (file === undefined || !file.endsWith('.test.ts')) {
    throw new Error('Start this with node --expose-internals: it loads parts of Node itself.');
  }
  const flags = [...process.execArgv, '--expose-internals', '--no-warnings'];
  const child = spawnSync(process.execPath, [...flags, file], { stdio: 'inherit' });
  process.exit(child.status ?? 1);
}

type Binding = Record<string, unknown>;

const realRequire = createRequire(import.meta.url);
const internals = realRequire('internal/test/binding') as {
  internalBinding(name: string): Binding;
  primordials: object;
};
const sources = internals.internalBinding('builtins') as {
  natives: Record<string, string>;
};

/** The real binding of this Node, the yardstick. */
export const realBinding = (name: string): Binding => internals.internalBinding(name);

export interface NodeLibrary {
  /** A module of the library: evaluated anew if it is one of those to reload, else Node's own. */
  require(id: string): unknown;
  /** The binding objects made by the engine's factories. */
  bindings: Record<string, Binding>;
  context: BindingContext;
}

/**
 * bindings: the engine's factories by binding name;
 * reload: which modules of the library are evaluated anew on them (all that use one of the bindings).
 */
export function loadNodeLibrary(
  factories: Record<string, BindingFactory>,
  reload: (id: string) => boolean,
): NodeLibrary {
  const bindings: Record<string, Binding> = {};
  const modules = new Map<string, { exports: unknown }>();

  function internalBinding(name: string): Binding {
    const factory = factories[name];
    if (factory === undefined) return internals.internalBinding(name);
    bindings[name] ??= factory(context) as Binding;
    return bindings[name];
  }

  function require(name: string): unknown {
    const id = name.replace(/^node:/, '');
    if (!reload(id)) return realRequire(id);
    const loaded = modules.get(id);
    if (loaded !== undefined) return loaded.exports;
    const source = sources.natives[id];
    if (source === undefined) throw new Error(`Node's library has no module "${id}".`);
    const module = { exports: {} as unknown };
    modules.set(id, module);
    const names = ['exports', 'require', 'module', 'process', 'internalBinding', 'primordials'];
    const evaluate = compileFunction(source, names, { filename: `reloaded:${id}` }) as (
      ...args: unknown[]
    ) => void;
    evaluate(
      module.exports, require, module, process, internalBinding, internals.primordials,
    );
    return module.exports;
  }

  const context: BindingContext = {
    internalBinding,
    require,
    defer: (callback) => void setImmediate(callback),
    begin() {
      // Keeps the process alive until it is called, as the engine does.
      const alive = setInterval(() => undefined, 1 << 30);
      return (callback) => {
        setImmediate(() => {
          clearInterval(alive);
          callback();
        });
      };
    },
  };

  return { require, bindings, context };
}
