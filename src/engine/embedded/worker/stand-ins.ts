/**
 * Stand-ins for builtins that others require when they load, some of them before there is a program, though few
 * programs use them. A stand-in takes the real builtin, or has it brought, as soon as it is used.
 */

export interface StandInContext {
  isGiven(option: string): boolean;
  /** The real builtin's exports; where the builtin has not come along, the program is started again with it. */
  real(id: string): Record<string, unknown>;
}

/** lib/internal/modules/typescript.js */
export interface TypeScript {
  stripTypeScriptModuleTypes(source: string, filename: string): string;
}

export const TYPESCRIPT = 'internal/modules/typescript';
const SINGLE_BYTE = 'internal/encoding/single-byte';
const DATA_URL = 'internal/data_url';
const PACKAGE_MAP = 'internal/modules/package_map';

const exportsOf: Readonly<Record<string, (context: StandInContext) => object>> = {
  // net asks whether this is a cluster's worker.
  cluster: () => ({ isPrimary: true, isMaster: true, isWorker: false }),
  [TYPESCRIPT]: (context) => ({
    ...later(context, TYPESCRIPT, 'stripTypeScriptModuleTypes'),
    ...later(context, TYPESCRIPT, 'stripTypeScriptTypes'),
    ...later(context, TYPESCRIPT, 'stripTypeScriptTypesForCoverage'),
  }),
  [SINGLE_BYTE]: (context) => ({
    isSinglebyteEncoding: (encoding: string) =>
      /^(?:ibm866|iso-8859-|koi8-|macintosh|windows-|x-)/.test(encoding) &&
      call(context, SINGLE_BYTE, 'isSinglebyteEncoding', [encoding]),
    ...later(context, SINGLE_BYTE, 'createSinglebyteDecoder'),
  }),
  // For url, which decodes paths that are no text with it, and the loading of modules from data: URLs.
  [DATA_URL]: (context) => ({
    ...later(context, DATA_URL, 'percentDecode'),
    ...later(context, DATA_URL, 'dataURLProcessor'),
  }),
  [PACKAGE_MAP]: (context) => ({
    hasPackageMap: () =>
      context.isGiven('--experimental-package-map') && call(context, PACKAGE_MAP, 'hasPackageMap', []),
    ...later(context, PACKAGE_MAP, 'packageMapResolve'),
  }),
};

function call(context: StandInContext, id: string, name: string, args: readonly unknown[]): unknown {
  return Reflect.apply(context.real(id)[name] as Function, undefined, args);
}

/** An object with one function, `name`, that calls the real builtin's. */
const later = (context: StandInContext, id: string, name: string): object => ({
  [name]: (...args: unknown[]) => call(context, id, name, args),
});

/** The function of the stand-in for a builtin; undefined when it has none. */
export function standInFor(id: string, context: StandInContext): Function | undefined {
  const make = exportsOf[id];
  return (
    make &&
    ((_exports: object, _require: unknown, module: { exports: object }) => {
      module.exports = make(context);
    })
  );
}
