/**
 * Builtins that others ask for when they load, though few programs use them: in their place something that has the
 * real one brought as soon as it is used.
 */
import { longOptions } from '../node-arguments.ts';

export interface StandInContext {
  readonly execArgv: readonly string[];
  missing(id: string): never;
}

const TYPESCRIPT = 'internal/modules/typescript';
const PACKAGE_MAP = 'internal/modules/package_map';

const exportsOf: Readonly<Record<string, (context: StandInContext) => object>> = {
  // net asks whether this is a cluster's worker.
  cluster: () => ({ isPrimary: true, isMaster: true, isWorker: false }),
  [TYPESCRIPT]: ({ missing }) => ({ stripTypeScriptModuleTypes: () => missing(TYPESCRIPT), stripTypeScriptTypes: () => missing(TYPESCRIPT) }),
  [PACKAGE_MAP]: ({ execArgv, missing }) => {
    const given = longOptions(execArgv).some((option) => option.startsWith('--experimental-package-map'));
    return { hasPackageMap: () => given && missing(PACKAGE_MAP) };
  },
};

/** The function of a builtin that stands for `id`, or undefined. */
export function standInFor(id: string, context: StandInContext): Function | undefined {
  const make = exportsOf[id];
  return make && ((_exports: object, _require: unknown, module: { exports: object }) => {
    module.exports = make(context);
  });
}
