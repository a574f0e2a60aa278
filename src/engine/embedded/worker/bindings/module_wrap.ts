/**
 * `internalBinding('module_wrap')` (src/module_wrap.cc): V8's ES modules. This engine runs modules as the browser's own
 * (`modules/esm-loader.ts`), so that little of the binding is left.
 */
import type { Facts } from '../facts.ts';
import { requiredFacade } from '../modules/module-functions.ts';

/** @param check throws a SyntaxError when the source text is not that of a module */
export function createModuleWrapBinding(facts: Facts, check: (source: string, filename: string) => void): object {
  return {
    ...facts.bindings['module_wrap'],
    /** V8's class of modules; `node --check` makes one to learn whether a source parses. */
    ModuleWrap: class ModuleWrap {
      constructor(filename: string, _context: unknown, source?: unknown) {
        if (typeof source === 'string') check(source, filename);
      }
    },
    setImportModuleDynamicallyCallback() {},
    setInitializeImportMetaObjectCallback() {},
    createRequiredModuleFacade: requiredFacade,
    throwIfPromiseRejected() {},
  };
}
