/**
 * `internalBinding('module_wrap')` (src/module_wrap.cc): V8's ES modules. Modules are the browser's own here
 * (`modules/esm-loader.ts`), so that little of it is left.
 */
import type { Facts } from '../facts.ts';
import { requiredFacade } from '../modules/module-functions.ts';

/** @param check throws a SyntaxError when the source text is not that of a module */
export function createModuleWrapBinding(facts: Facts, check: (source: string, filename: string) => void): object {
  return {
    ...facts.bindings['module_wrap'],
    /** `node --check` makes one to hear whether a source is right. */
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
