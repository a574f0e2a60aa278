/** `internalBinding('options')` (src/node_options.cc): what Node's library asks of the command line. */
import type { Program } from '../../protocol/programs.ts';
import type { NodeOptions } from '../options/node-options.ts';

export function createOptionsBinding(given: NodeOptions, program: () => Program): object {
  return {
    envSettings: { kAllowedInEnvvar: 0, kDisallowedInEnvvar: 1 },
    types: { kBoolean: 2 },
    noGlobalSearchPaths: false,
    shouldNotRegisterESMLoader: true,
    getCLIOptionsValues: () => given.values(),
    getCLIOptionsInfo: () => given.extension.optionsInfo(),
    getOptionsAsFlags: () => [...program().execArgv],
    getEmbedderOptions: () => ({
      shouldNotRegisterESMLoader: false,
      noGlobalSearchPaths: false,
      noBrowserGlobals: false,
      hasEmbedderPreload: false,
    }),
    getEnvOptionsInputType: () => new Map(),
    getNamespaceOptionsInputType: () => new Map(),
  };
}
