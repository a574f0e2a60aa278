/** `internalBinding('builtins')` (src/node_builtins.cc): the modules of Node's library. */
import type { InternalBinding, Require } from '../binding.ts';

export interface BuiltinsContext {
  readonly ids: readonly string[];
  /** The function of a builtin's source text. */
  compile(id: string): Function;
  /** Takes the two ways into Node's library, when lib/internal/bootstrap/realm.js has made them. */
  setLoaders(internalBinding: InternalBinding, require: Require): void;
}

export const createBuiltinsBinding = ({ ids, compile, setLoaders }: BuiltinsContext): object => ({
  builtinIds: ids,
  builtinCategories: { cannotBeRequired: [], canBeRequired: ids },
  natives: {},
  config:
    '{"target_defaults":{"cflags":[],"default_configuration":"Release","defines":[],"include_dirs":[],"libraries":[]},"variables":{"napi_build_version":"10","node_use_amaro":true,"v8_enable_i18n_support":1}}',
  compileFunction: compile,
  setInternalLoaders: setLoaders,
  hasCachedBuiltins: () => true,
  getCacheUsage: () => ({}),
});
