/** The functions of Node's builtins, and those that this engine has in place of some of them. */
import type { Require } from '../binding.ts';
import type { EsmLoader } from '../modules/esm-loader.ts';
import { standInFor } from '../stand-ins.ts';
import { messageEventsOnly } from '../threads/message-event.ts';
import type { RealmCore } from './core.ts';

const LOADER = 'internal/modules/esm/loader';
const UNDICI = 'internal/deps/undici/undici';

interface BuiltinsContext {
  readonly core: RealmCore;
  loader(): EsmLoader;
  /** Runs a builtin's own function, which fills `exports` or replaces `module.exports`. */
  run(id: string, exports: object, module: { exports: object }): unknown;
}

export class Builtins {
  readonly #context: BuiltinsContext;
  readonly #behindStandIns = new Map<string, Record<string, unknown>>();

  constructor(context: BuiltinsContext) {
    this.#context = context;
  }

  compile(id: string): Function {
    const { sources, given, options } = this.#context.core;
    if (id === LOADER) return this.#loaderModule();
    if (sources.has(id)) return sources.compile(id);
    if (id === UNDICI) {
      return (_exports: object, require: Require, module: { exports: object }) => {
        module.exports = messageEventsOnly(
          () => require('internal/event_target')['Event'] as new (type: string) => Event,
          () => options.missing(UNDICI),
        );
      };
    }
    return (
      standInFor(id, { isGiven: (option) => given.has(option), real: (name) => this.#real(name) }) ??
      sources.compile(id)
    );
  }

  /** The exports of a builtin whose place a stand-in has taken. */
  #real(id: string): Record<string, unknown> {
    let exports = this.#behindStandIns.get(id);
    if (!exports) {
      const module: { exports: Record<string, unknown> } = { exports: {} };
      this.#context.run(id, module.exports, module);
      this.#behindStandIns.set(id, (exports = module.exports));
    }
    return exports;
  }

  /** lib/internal/modules/esm/loader.js as this engine has it. */
  #loaderModule(): Function {
    const loader = this.#context.loader();
    return (_exports: object, _require: Require, module: { exports: object }) => {
      module.exports = {
        getOrInitializeCascadedLoader: () => loader,
        isCascadedLoaderInitialized: () => true,
        createModuleLoader: () => loader,
        register: loader.register.bind(loader),
      };
    };
  }
}
