/**
 * Starts Node's library: the same bootstrap scripts in the same order as C++ runs them in real Node
 * (src/node_realm.cc, src/node.cc), on the bindings of this folder.
 */
import { init as initModuleLexer } from 'es-module-lexer/minimal';
import type { BindingContext } from './binding.ts';
import { AsyncContext, type RejectCallback } from './bindings/async.ts';
import { BuiltinSources } from './library.ts';
import type { ThrowPlace } from './loop.ts';
import { RUNTIME } from './modules/module-texts.ts';
import { tryModuleUrls } from './modules/module-url.ts';
import { NodeOptions } from './options/node-options.ts';
import { watchProxies } from './proxies.ts';
import { createBindings } from './realm/bindings.ts';
import { extension, type InternalBinding, type RealmCore, type RealmOptions, type Require } from './realm/core.ts';
import { ProgramSources } from './realm/program-sources.ts';
import { Relations } from './realm/relations.ts';
import { StackFrames, type StackOverrides } from './stacks/frames.ts';
import { standInFor } from './stand-ins.ts';
import { messageEventsOnly } from './threads/message-event.ts';

/** The class of `process`: it is named by a property, because the build shortens the names of variables and classes. */
const PROCESS = { process: class {} };

const UNDICI = 'internal/deps/undici/undici';

/** Node's globals for `process.binding` and friends are made in realm.js; this is what C++ gives it. */
export class Realm {
  readonly process: Record<PropertyKey, unknown> & NodeJS.Process;
  readonly asyncContext = new AsyncContext();
  readonly sources: BuiltinSources;
  readonly context: BindingContext;
  readonly relations: Relations;
  readonly #options: RealmOptions;
  readonly #programs: ProgramSources;
  readonly #bindings = new Map<string, object>();
  readonly #factories: Record<string, () => object>;
  readonly #privateSymbols: Readonly<Record<string, symbol>>;
  readonly #symbols: Readonly<Record<string, symbol>>;
  readonly #primordials: Record<string, unknown> = {};
  /** What internal/per_context/* export. */
  readonly #perContextExports: { DOMException?: typeof DOMException } = {};
  readonly #frames = new StackFrames(() => extension('parser')?.originalColumns);
  readonly #exitInfo = new Int32Array(3);
  readonly #behindStandIns = new Map<string, Record<string, unknown>>();
  /** The command-line options of the program. */
  readonly #given: NodeOptions;
  #require: Require = () => {
    throw new Error('Node has not started');
  };
  #internalBinding: InternalBinding = () => {
    throw new Error('Node has not started');
  };
  #tick: () => void = () => {};
  #reject: RejectCallback = () => {};
  #started = false;
  #proxies: ReturnType<typeof watchProxies> | undefined;

  constructor(options: RealmOptions) {
    this.#options = options;
    const { facts, loop } = options;
    const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, Symbol(name)]));
    this.#privateSymbols = named(facts.privateSymbols);
    this.#symbols = named(facts.symbols);
    this.sources = new BuiltinSources(options.library, (id) => options.missing(id));
    this.#given = new NodeOptions({
      facts,
      program: () => options.program(),
      readFile: (path) => this.#programs.read(path),
      extension: () => extension('options') ?? options.missing('extension:options'),
    });
    this.process = this.#createProcess();
    this.context = {
      internalBinding: (name) => this.#internalBinding(name),
      require: (id) => this.#require(id),
      defer: (callback) => loop.defer(callback),
      begin: () => loop.begin(),
      keepAlive: () => {
        loop.addHandle();
        return () => loop.removeHandle();
      },
    };
    const core: RealmCore = {
      options,
      context: this.context,
      process: this.process,
      asyncContext: this.asyncContext,
      sources: this.sources,
      frames: this.#frames,
      given: this.#given,
      symbols: this.#symbols,
      privateSymbols: this.#privateSymbols,
      require: (id) => this.#require(id),
      binding: (name) => this.#binding(name),
      DOMException: () => this.#perContextExports.DOMException ?? DOMException,
      part: (name) => extension(name) ?? options.missing(`extension:${name}`),
    };
    this.#programs = new ProgramSources(core);
    this.relations = new Relations(core);
    this.#factories = createBindings({
      core,
      programs: this.#programs,
      relations: this.relations,
      proxies: () => (this.#proxies ??= watchProxies()),
      compileBuiltin: (id) => this.#compile(id),
      setLoaders: (internalBinding, require) => {
        this.#internalBinding = internalBinding;
        this.#require = require;
      },
      setTick: (callback) => {
        this.#tick = callback;
      },
      setReject: (callback) => {
        this.#reject = callback;
      },
    });
  }

  /** Runs Node's bootstrap up to the point where a program can be loaded. */
  async boot(): Promise<void> {
    const { loop } = this.#options;
    // The browser works on them meanwhile.
    const forModules = [initModuleLexer(), tryModuleUrls()];
    this.asyncContext.patchThen();
    this.#proxies ??= watchProxies();

    loop.enter(() => {
      this.#perContext();
      this.#run(
        'internal/bootstrap/realm',
        this.process,
        (name: string) => this.#linked(name),
        (name: string) => this.#binding(name),
        this.#primordials,
      );
      for (const id of [
        'internal/bootstrap/node',
        'internal/bootstrap/web/exposed-wildcard',
        'internal/bootstrap/web/exposed-window-or-worker',
        `internal/bootstrap/switches/${this.#options.thread ? 'is_not_main_thread' : 'is_main_thread'}`,
        `internal/bootstrap/switches/${this.#options.thread ? 'does_not_own_process_state' : 'does_own_process_state'}`,
      ])
        this.#run(id, this.process, this.#require, this.#internalBinding, this.#primordials);
      this.#connect();
    });
    await Promise.all(forModules);
  }

  /** Runs the program: Node's `internal/main/run_main_module`, or its test runner. */
  main(): void {
    const { descriptors, exit, facts, program } = this.#options;
    const { start } = this.#given;
    if (start && !this.#options.thread) {
      descriptors.print(2, start.stderr);
      if (start.exitCode !== undefined) exit(start.exitCode);
      start.notices.forEach((text) => this.#options.notice(text));
      Object.assign(program().env, { ...start.env, ...program().env });
    }
    if (this.#given.has('--version')) {
      descriptors.print(1, `${facts.version}\n`);
      exit(0);
    }
    this.#defineRuntime();
    start?.apply();
    this.#watchEntry();
    this.#started = true;
    this.#options.loop.enterLocated(() => {
      // Read during the bootstrap, before the program and its options were known.
      (this.#require('internal/options') as { refreshOptions(): void }).refreshOptions();
      const main = `internal/main/${this.#options.thread ? 'worker_thread' : this.#mainScript()}`;
      // The test runner looks at the environment before it has set the process up.
      (this.#binding('process_methods') as { patchProcessObject(process: object): void }).patchProcessObject(
        this.process,
      );
      this.#run(main, this.process, this.#require, this.#internalBinding, this.#primordials);
    });
  }

  /** What node does with such options (StartExecution in src/node.cc). */
  #mainScript(): string {
    const { argv } = this.#options.program();
    if (this.#given.has('--test')) return 'test_runner';
    if (this.#given.has('--check')) return 'check_syntax';
    if (this.#given.has('--eval')) return 'eval_string';
    return argv.length === 0 || argv[0] === '-' ? 'eval_stdin' : 'run_main_module';
  }

  /** `require` of Node's library, internal modules included. */
  require(id: string): Record<string, unknown> {
    return this.#require(id);
  }

  /** Runs a builtin before there is a program. */
  runAhead(id: string): void {
    this.#options.loop.enter(() => void this.#require(id));
  }

  /** Compiles a CommonJS file that the program will load. */
  compileScriptAhead(path: string, source: string): void {
    (this.#binding('contextify') as { compileAhead(source: string, filename: string): void }).compileAhead(
      source,
      path,
    );
  }

  /** Adds a binding that came with an extension, before it is first used. */
  define(name: string, factory: (context: BindingContext) => object): void {
    this.#factories[name] = () => factory(this.context);
  }

  /** @param place where it was thrown, when the browser has told. */
  uncaught(error: unknown, place?: ThrowPlace): void {
    const errors = this.#binding('errors') as {
      triggerUncaughtException(error: unknown, fromPromise: boolean, place: ThrowPlace | 'unknown'): void;
    };
    errors.triggerUncaughtException(error, false, place ?? 'unknown');
  }

  /** Emits `beforeExit`, then ends the process if nothing was added (SpinEventLoop in src/api/embed_helpers.cc). */
  idle(): void {
    const { loop } = this.#options;
    const { process } = this;
    // A process that still waits for its program is not one that has nothing left to do.
    if (!this.#started || process['_exiting'] === true) return;
    loop.enter(() => void process.emit('beforeExit', Number(process.exitCode ?? 0)));
    loop.next(() => {
      if (!loop.alive && loop.tickInfo[0] !== 1) this.#end();
    });
  }

  /** Emits `exit`; promises settled by its listeners are still followed, nothing else is. */
  #end(): void {
    const { loop } = this.#options;
    const { process } = this;
    const unsettled = this.#unsettledEntry();
    if (unsettled !== undefined) process.exitCode ??= 13;
    loop.enter(() => {
      process['_exiting'] = true;
      process.emit('exit', Number(process.exitCode ?? 0));
    });
    if (loop.stopped) return;
    loop.next(() => {
      const code = Number(process.exitCode ?? 0);
      if (unsettled !== undefined && code === 13) this.#options.stderr(unsettled);
      this.#options.exit(code);
    });
  }

  // ---- start-up

  #createProcess(): Record<PropertyKey, unknown> & NodeJS.Process {
    const { facts } = this.#options;
    const object = Object.create(PROCESS.process.prototype) as Record<PropertyKey, unknown> & NodeJS.Process;
    const define = (name: string, value: unknown) =>
      Object.defineProperty(object, name, { value, enumerable: true, configurable: false, writable: false });
    define('version', facts.version);
    Object.defineProperty(object, 'versions', {
      value: Object.freeze({ ...facts.versions }),
      enumerable: true,
      configurable: true,
      writable: false,
    });
    define('arch', 'x64');
    define('platform', 'linux');
    define('release', {
      name: 'node',
      lts: 'Krypton',
      sourceUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}.tar.gz`,
      headersUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}-headers.tar.gz`,
    });
    object[this.#privateSymbols['exit_info_private_symbol'] ?? ''] = this.#exitInfo;
    return object;
  }

  /** internal/per_context/*: primordials first; they are what a program cannot tamper with. */
  #perContext(): void {
    for (const id of [
      'internal/per_context/primordials',
      'internal/per_context/domexception',
      'internal/per_context/messageport',
    ]) {
      if (this.sources.has(id))
        this.#run(id, this.#perContextExports, this.#primordials, this.#privateSymbols, this.#symbols);
    }
  }

  #run(id: string, ...args: unknown[]): unknown {
    return Reflect.apply(this.sources.compile(id), undefined, args);
  }

  #connect(): void {
    const { overrideStackTrace } = this.#require('internal/errors') as { overrideStackTrace: StackOverrides };
    this.#frames.install(overrideStackTrace);
    const { loop } = this.#options;
    loop.hooks = {
      // Stacks name the object that it is called on.
      tick: () => this.#tick.call(this.process),
      uncaught: (error, place) => this.uncaught(error, place),
      idle: () => this.idle(),
      begin: () => this.asyncContext.clear(),
    };
    const events = { unhandledrejection: 0, rejectionhandled: 1 } as const;
    for (const [name, type] of Object.entries(events)) {
      nativeAddEventListener(name, (event) => {
        const { promise, reason } = event as Omit<PromiseRejectionEvent, 'reason'> & { reason: unknown };
        event.preventDefault();
        if (!loop.stopped) loop.enter(() => this.#reject(type, promise, reason));
      });
    }
    nativeAddEventListener('error', (event) => {
      event.preventDefault();
      const { error, message, filename, lineno, colno } = event as Omit<ErrorEvent, 'error'> & { error: unknown };
      if (loop.report(error, { file: filename, line: lineno, column: this.#frames.column(filename, lineno, colno) }))
        return;
      if (!loop.stopped) loop.enter(() => this.uncaught(error ?? new Error(message)));
    });
  }

  /** The hidden globals that rewritten module sources call. */
  #defineRuntime(): void {
    const hide = (name: string, value: unknown) =>
      Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: false, writable: false });
    hide('__context', this.asyncContext.runtime);
    hide(RUNTIME, this.#programs.loader.runtime);
  }

  // ---- bindings

  #linked(name: string): never {
    throw new Error(`No such binding: ${name}`);
  }

  #binding(name: string): object {
    let binding = this.#bindings.get(name);
    if (!binding) {
      const factory = this.#factories[name];
      if (!factory) throw new Error(`No such binding: ${name}`);
      binding = factory();
      this.#bindings.set(name, binding);
      nameClasses(binding);
    }
    return binding;
  }

  #compile(id: string): Function {
    if (id === 'internal/modules/esm/loader') return this.#loaderModule();
    if (id === UNDICI && !this.sources.has(id)) {
      return (_exports: object, require: Require, module: { exports: object }) => {
        module.exports = messageEventsOnly(
          () => require('internal/event_target')['Event'] as new (type: string) => Event,
          () => this.#options.missing(UNDICI),
        );
      };
    }
    const standIn = this.sources.has(id)
      ? undefined
      : standInFor(id, { isGiven: (option) => this.#given.has(option), real: (name) => this.#real(name) });
    return standIn ?? this.sources.compile(id);
  }

  /** The exports of a builtin that a stand-in was there for. */
  #real(id: string): Record<string, unknown> {
    let exports = this.#behindStandIns.get(id);
    if (!exports) {
      const module: { exports: Record<string, unknown> } = { exports: {} };
      Reflect.apply(this.sources.compile(id), undefined, [
        module.exports,
        this.#require,
        module,
        this.process,
        this.#internalBinding,
        this.#primordials,
      ]);
      this.#behindStandIns.set(id, (exports = module.exports));
    }
    return exports;
  }

  /** lib/internal/modules/esm/loader.js as this engine has it. */
  #loaderModule(): Function {
    const { loader } = this.#programs;
    return (_exports: object, _require: Require, module: { exports: object }) => {
      module.exports = {
        getOrInitializeCascadedLoader: () => loader,
        isCascadedLoaderInitialized: () => true,
        createModuleLoader: () => loader,
        register: loader.register.bind(loader),
      };
    };
  }

  /** The warning about top-level awaits that never ended, or undefined. */
  #unsettledEntry(): string | undefined {
    if (this.#options.thread || !this.#entry) return undefined;
    return this.#programs.loader
      .stalled()
      .map((place) => `Warning: Detected unsettled top-level await at ${place}\n\n\n\n`)
      .join('');
  }

  /** The promise of the program's module until it is settled; Node's library puts it where C++ finds it. */
  #entry: Promise<unknown> | undefined;

  #watchEntry(): void {
    Object.defineProperty(globalThis, this.#privateSymbols['entry_point_promise_private_symbol'] ?? '', {
      get: () => this.#entry,
      set: (promise: Promise<unknown>) => {
        this.#entry = promise;
        void promise.finally(() => {
          if (this.#entry === promise) this.#entry = undefined;
        });
      },
    });
  }
}

/** inspect shows these names; the build has shortened them. */
function nameClasses(binding: object): void {
  for (const [name, { value }] of Object.entries<TypedPropertyDescriptor<unknown>>(
    Object.getOwnPropertyDescriptors(binding),
  )) {
    if (/^[A-Z]/.test(name) && typeof value === 'function' && value.name !== name)
      Object.defineProperty(value, 'name', { value: name, configurable: true });
  }
}

// Taken before Node's library replaces the globals.
const nativeAddEventListener = globalThis.addEventListener.bind(globalThis) as (
  type: string,
  listener: (event: Event) => void,
) => void;
