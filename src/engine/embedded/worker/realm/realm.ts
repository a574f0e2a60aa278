/**
 * Starts Node's library: the same bootstrap scripts in the same order as C++ runs them in real Node
 * (src/node_realm.cc, src/node.cc), on the bindings of this folder.
 */
import type { BindingContext, InternalBinding, Require } from '../binding.ts';
import { AsyncContext } from '../bindings/async_context_frame.ts';
import { createSymbolsBinding } from '../bindings/symbols.ts';
import type { RejectCallback } from '../bindings/task_queue.ts';
import { BuiltinSources } from '../library.ts';
import type { ThrowPlace } from '../loop/located-call.ts';
import { ThreadPool } from '../loop/thread-pool.ts';
import { RUNTIME } from '../modules/module-texts.ts';
import { tryModuleUrls } from '../modules/module-url.ts';
import { NodeOptions } from '../options/node-options.ts';
import { watchProxies } from '../proxies.ts';
import { createBindings } from './bindings.ts';
import { Builtins } from './builtins.ts';
import { extension, type RealmCore, type RealmOptions } from './core.ts';
import { EntryPoint, unsettledWarning } from './entry-point.ts';
import { createProcessObject } from './process-object.ts';
import { ProgramSources } from './program-sources.ts';
import { Relations } from './relations.ts';
import { StackFrames, type StackOverrides } from '../stacks/frames.ts';

/** Node's library in one process or thread: gives its bootstrap all that C++ gives it in real Node, and runs it. */
export class Realm {
  readonly process: Record<PropertyKey, unknown> & NodeJS.Process;
  readonly asyncContext = new AsyncContext();
  readonly sources: BuiltinSources;
  readonly context: BindingContext;
  readonly relations: Relations;
  readonly #options: RealmOptions;
  readonly #programs: ProgramSources;
  readonly #builtins: Builtins;
  readonly #bindings = new Map<string, object>();
  readonly #factories: Record<string, () => object>;
  readonly #privateSymbols: Readonly<Record<string, symbol>>;
  readonly #symbols: Readonly<Record<string, symbol>>;
  readonly #primordials: Record<string, unknown> = {};
  /** The exports of internal/per_context/*. */
  readonly #perContextExports: { DOMException?: typeof DOMException } = {};
  readonly #frames = new StackFrames(() => extension('parser')?.originalColumns);
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
  readonly #entry = new EntryPoint();
  #started = false;
  #proxies: ReturnType<typeof watchProxies> | undefined;

  constructor(options: RealmOptions) {
    this.#options = options;
    const { facts, loop } = options;
    this.#privateSymbols = createSymbolsBinding(facts.privateSymbols);
    this.#symbols = createSymbolsBinding(facts.symbols);
    this.sources = new BuiltinSources(options.library, (id) => options.missing(id));
    this.#given = new NodeOptions({
      facts,
      program: () => options.program(),
      readFile: (path) => this.#programs.read(path),
      extension: () => extension('options') ?? options.missing('extension:options'),
    });
    this.process = createProcessObject(facts, this.#privateSymbols['exit_info_private_symbol'] ?? '');
    const pool = new ThreadPool(() => this.process.env['UV_THREADPOOL_SIZE']);
    this.context = {
      internalBinding: (name) => this.#internalBinding(name),
      require: (id) => this.#require(id),
      defer: (callback) => loop.defer(callback),
      deferInPool: (callback) => pool.pass(() => loop.defer(callback)),
      occupyThread: (start) => pool.occupy(start),
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
    this.#builtins = new Builtins({
      core,
      loader: () => this.#programs.loader,
      run: (id, exports, module) =>
        this.#run(id, exports, this.#require, module, this.process, this.#internalBinding, this.#primordials),
    });
    this.relations = new Relations(core);
    this.#factories = createBindings({
      core,
      programs: this.#programs,
      relations: this.relations,
      proxies: () => (this.#proxies ??= watchProxies()),
      compileBuiltin: (id) => this.#builtins.compile(id),
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
    // The browser finds out while the bootstrap runs.
    const moduleUrls = tryModuleUrls();
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
    await moduleUrls;
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
    this.#entry.watch(this.#privateSymbols['entry_point_promise_private_symbol'] ?? '');
    this.#started = true;
    this.#options.loop.enterLocated(() => {
      // The bootstrap has read options before the program and its options were known.
      (this.#require('internal/options') as { refreshOptions(): void }).refreshOptions();
      const main = `internal/main/${this.#options.thread ? 'worker_thread' : this.#mainScript()}`;
      // The test runner looks at the environment before it has set the process up.
      (this.#binding('process_methods') as { patchProcessObject(process: object): void }).patchProcessObject(
        this.process,
      );
      this.#run(main, this.process, this.#require, this.#internalBinding, this.#primordials);
    });
  }

  /** The main script that node runs with these options (StartExecution in src/node.cc). */
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

  /** @param place where the error was thrown, if the browser has told */
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
    // A process that still waits for its program does not end for want of something to do.
    if (!this.#started || process['_exiting'] === true) return;
    loop.enter(() => void process.emit('beforeExit', Number(process.exitCode ?? 0)));
    loop.next(() => {
      if (!loop.alive && loop.tickInfo[0] !== 1) this.#end();
    });
  }

  /** Emits `exit`; callbacks of promises that its listeners settle still run, nothing else does. */
  #end(): void {
    const { loop } = this.#options;
    const { process } = this;
    const unsettled =
      this.#options.thread || !this.#entry.pending ? undefined : unsettledWarning(this.#programs.loader.stalled());
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
      // Called on `process`, since stacks name the object.
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
}

/** Gives classes the names that inspect shows, which the build has shortened. */
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
