/**
 * Starts Node's library: the same bootstrap scripts in the same order as C++ runs them in real Node
 * (src/node_realm.cc, src/node.cc), on the bindings of this folder.
 */
import { init as initModuleLexer } from 'es-module-lexer/minimal';
import type { Extensions, ProcessesExtension, Serialization } from '../extensions/extension.ts';
import type { KernelToProcess, ProcessStart, ProcessToKernel, StartFiles, Program, SyncResult, SyncStart, ThreadInfo } from '../protocol.ts';
import type { TakeReply } from '../shared-reply.ts';
import { isFatal } from '../signals.ts';
import type { BindingContext } from './binding.ts';
import { AsyncContext, createAsyncWrapBinding, createTaskQueueBinding, createTimersBinding, type RejectCallback } from './bindings/async.ts';
import { createBufferBinding } from './bindings/buffer/buffer.ts';
import { createContextifyBinding } from './bindings/contextify.ts';
import { createCryptoBinding } from './bindings/crypto/index.ts';
import { createErrorsBinding } from './bindings/errors.ts';
import { createFsBinding } from './bindings/fs.ts';
import { createFsDirBinding } from './bindings/fs_dir.ts';
import { createFsEventWrapBinding } from './bindings/fs_event_wrap.ts';
import { createHttpParserBinding } from './bindings/http_parser.ts';
import { createMessaging, type Messaging } from './bindings/message-ports.ts';
import { createPerformanceBinding } from './bindings/messaging.ts';
import { Handle } from './bindings/handle.ts';
import { createBlobBinding } from './bindings/blob.ts';
import { createModulesBinding } from './bindings/modules.ts';
import { createBlockListBinding, createCaresWrapBinding } from './bindings/network-names.ts';
import type { PipeWrap } from './bindings/pipe_wrap.ts';
import { createCredentialsBinding, createOsBinding, createProcessMethodsBinding, createV8Binding } from './bindings/process.ts';
import type { ChildProcesses, Pids } from './bindings/process_wrap.ts';
import { createSignals, type Signals } from './bindings/signal_wrap.ts';
import { createSmallBindings } from './bindings/small.ts';
import { StreamCodes, StreamHandle } from './bindings/stream-handle.ts';
import { createStreamWrapBinding } from './bindings/stream_wrap.ts';
import { createStringDecoderBinding } from './bindings/string_decoder.ts';
import { createTcpWrap, type TcpWrap } from './bindings/tcp_wrap.ts';
import { createEncodingBinding, createIcuBinding } from './bindings/text.ts';
import { createTypesBinding } from './bindings/types.ts';
import { createUrlBinding } from './bindings/url.ts';
import { createUtilBinding } from './bindings/util.ts';
import { threadFacts, type Threads, type WorkerContext } from './bindings/worker.ts';
import { createLaterZlibBinding } from './bindings/zlib-later.ts';
import type { ProcessClock } from './clock.ts';
import type { Descriptors } from './descriptors.ts';
import type { Facts } from './facts.ts';
import { hintFor } from './hints.ts';
import { BuiltinSources } from './library.ts';
import type { EventLoop, ThrowPlace } from './loop.ts';
import { EsmLoader, RUNTIME } from './modules/esm-loader.ts';
import { requiredFacade } from './modules/module-functions.ts';
import { checkModule, locateSyntaxError } from './modules/syntax.ts';
import type { Network } from './network.ts';
import { NodeOptions } from './options/node-options.ts';
import { PortState } from './threads/port-state.ts';
import { messageEventsOnly } from './threads/message-event.ts';
import { StackFrames, type StackOverrides } from './stacks/frames.ts';
import { TYPESCRIPT, standInFor, type TypeScript } from './stand-ins.ts';
import { watchProxies } from './proxies.ts';
import { catchesNeedMarks, markCatches } from './stacks/install.ts';
import type { FileSystem } from './vfs/file-system.ts';

export interface RealmOptions {
  readonly facts: Facts;
  readonly library: readonly string[];
  readonly llhttp: ArrayBuffer;
  readonly loop: EventLoop;
  readonly network: Network;
  readonly files: FileSystem;
  readonly descriptors: Descriptors;
  readonly clock: ProcessClock;
  /** Set when this is not the main thread of its process. */
  readonly thread: ThreadInfo | undefined;
  startThread: WorkerContext['start'];
  stopThread(id: number): void;
  startProcess(start: Omit<ProcessStart, keyof StartFiles>): void;
  /** Runs a process to its end. @param take waits for the answer in `shared` */
  runProcess(start: SyncStart, shared: SharedArrayBuffer, take: TakeReply): SyncResult;
  /** Sends a signal to another process. */
  signal(pid: number, signal: string): void;
  /** Tells whether the program has listeners for a signal. */
  handles(signal: string, on: boolean): void;
  program(): Program;
  /** @param signal of which the process dies */
  exit(code: number, signal?: string): never;
  stderr(text: string): void;
  notice(text: string): void;
  /** Tells the kernel something else. */
  post(message: ProcessToKernel): void;
  /** A builtin or extension that was not sent along; the host starts the process again with it. */
  missing(name: string): never;
}

const UNDICI = 'internal/deps/undici/undici';

type Require = (id: string) => Record<string, unknown>;
type InternalBinding = (name: string) => Record<string, unknown>;

/** Node's globals for `process.binding` and friends are made in realm.js; this is what C++ gives it. */
export class Realm {
  readonly process: Record<PropertyKey, unknown> & NodeJS.Process;
  readonly asyncContext = new AsyncContext();
  readonly sources: BuiltinSources;
  readonly #options: RealmOptions;
  readonly #bindings = new Map<string, object>();
  readonly #factories: Record<string, () => object>;
  readonly #privateSymbols: Readonly<Record<string, symbol>>;
  readonly #symbols: Readonly<Record<string, symbol>>;
  readonly #primordials: Record<string, unknown> = {};
  /** What internal/per_context/* export. */
  readonly #perContextExports: { DOMException?: typeof DOMException } = {};
  readonly context: BindingContext;
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
  #esm: EsmLoader | undefined;
  #started = false;
  #ports: Messaging | undefined;
  #workers: Threads | undefined;
  #tcp: TcpWrap | undefined;
  #pipes: PipeWrap | undefined;
  #children: ChildProcesses | undefined;
  #signals: Signals | undefined;
  readonly #pids: Pids = { live: new Set(), children: new Set(), reserved: [], room: 0 };

  constructor(options: RealmOptions) {
    this.#options = options;
    const { facts, loop } = options;
    const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, Symbol(name)]));
    this.#privateSymbols = named(facts.privateSymbols);
    this.#symbols = named(facts.symbols);
    this.sources = new BuiltinSources(options.library, (id) => options.missing(id));
    this.#given = new NodeOptions({
      facts, program: () => options.program(), readFile: (path) => this.#readText(path),
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
    this.#factories = this.#bindingFactories();
  }

  /** Runs Node's bootstrap up to the point where a program can be loaded. */
  async boot(): Promise<void> {
    const { loop } = this.#options;
    await initModuleLexer();
    this.asyncContext.patchThen();
    const proxies = watchProxies();
    this.#factories['types'] = () => createTypesBinding((value) => typeof value === 'object' || typeof value === 'function' ? proxies.has(value as object) : false);
    this.#factories['util'] = () =>
      createUtilBinding({
        facts: this.#options.facts,
        privateSymbols: this.#privateSymbols,
        types: this.#binding('types') as Record<string, unknown>,
        require: (id) => this.#require(id),
        proxies,
        callSites: (count) => this.#frames.callSites(count),
        handleType: (fd) => this.#options.descriptors.typeOf(fd),
      });

    loop.enter(() => {
      this.#perContext();
      this.#run('internal/bootstrap/realm', this.process, (name: string) => this.#linked(name), (name: string) => this.#binding(name), this.#primordials);
      for (const id of [
        'internal/bootstrap/node',
        'internal/bootstrap/web/exposed-wildcard',
        'internal/bootstrap/web/exposed-window-or-worker',
        `internal/bootstrap/switches/${this.#options.thread ? 'is_not_main_thread' : 'is_main_thread'}`,
        `internal/bootstrap/switches/${this.#options.thread ? 'does_not_own_process_state' : 'does_own_process_state'}`,
      ]) this.#run(id, this.process, this.#require, this.#internalBinding, this.#primordials);
      this.#connect();
    });
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
      (this.#binding('process_methods') as { patchProcessObject(process: object): void }).patchProcessObject(this.process);
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
    (this.#binding('contextify') as { compileAhead(source: string, filename: string): void }).compileAhead(source, path);
  }

  /** Adds a binding that came with an extension, before it is first used. */
  define(name: string, factory: (context: BindingContext) => object): void {
    this.#factories[name] = () => factory(this.context);
  }

  /** @param place where it was thrown, when the browser has told. */
  uncaught(error: unknown, place?: ThrowPlace): void {
    const errors = this.#binding('errors') as { triggerUncaughtException(error: unknown, fromPromise: boolean, place: ThrowPlace | 'unknown'): void };
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
    const constructor = { process: class process {} }.process;
    const object = Object.create(Object.create(constructor.prototype)) as Record<PropertyKey, unknown> & NodeJS.Process;
    const define = (name: string, value: unknown) => Object.defineProperty(object, name, { value, enumerable: true, configurable: false, writable: false });
    define('version', facts.version);
    Object.defineProperty(object, 'versions', { value: Object.freeze({ ...facts.versions }), enumerable: true, configurable: true, writable: false });
    define('arch', 'x64');
    define('platform', 'linux');
    define('release', {
      name: 'node', lts: 'Krypton',
      sourceUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}.tar.gz`,
      headersUrl: `https://nodejs.org/download/release/${facts.version}/node-${facts.version}-headers.tar.gz`,
    });
    object[this.#privateSymbols['exit_info_private_symbol'] ?? ''] = this.#exitInfo;
    return object;
  }

  /** internal/per_context/*: primordials first; they are what a program cannot tamper with. */
  #perContext(): void {
    for (const id of ['internal/per_context/primordials', 'internal/per_context/domexception', 'internal/per_context/messageport']) {
      if (this.sources.has(id)) this.#run(id, this.#perContextExports, this.#primordials, this.#privateSymbols, this.#symbols);
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
      tick: () => {
        this.#tick();
      },
      uncaught: (error, place) => this.uncaught(error, place),
      idle: () => this.idle(),
      begin: () => this.asyncContext.clear(),
    };
    const events = { unhandledrejection: 0, rejectionhandled: 1 } as const;
    for (const [name, type] of Object.entries(events)) {
      nativeAddEventListener(name, (event) => {
        const { promise, reason } = event as PromiseRejectionEvent;
        event.preventDefault();
        if (!loop.stopped) loop.enter(() => this.#reject(type, promise, reason));
      });
    }
    nativeAddEventListener('error', (event) => {
      event.preventDefault();
      const { error, message, filename, lineno, colno } = event as ErrorEvent;
      if (loop.report(error, { file: filename, line: lineno, column: this.#frames.column(filename, lineno, colno) })) return;
      if (!loop.stopped) loop.enter(() => this.uncaught(error ?? new Error(message)));
    });
  }

  /** The hidden globals that rewritten module sources call. */
  #defineRuntime(): void {
    const hide = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: false, writable: false });
    hide('__context', this.asyncContext.runtime);
    hide(RUNTIME, this.#loader.runtime);
  }

  // ---- modules

  get #loader(): EsmLoader {
    return (this.#esm ??= new EsmLoader({
      loop: this.#options.loop,
      require: (id) => this.#require(id),
      builtin: (id) => {
        const { BuiltinModule } = this.#require('internal/bootstrap/realm') as unknown as {
          BuiltinModule: { map: Map<string, { compileForPublicLoader(): Record<string, unknown> }> };
        };
        const module = BuiltinModule.map.get(id);
        if (!module) throw new Error(`There is no builtin named ${id}`);
        return module.compileForPublicLoader();
      },
      live: (id, setExport) => {
        const { BuiltinModule } = this.#require('internal/bootstrap/realm') as unknown as { BuiltinModule: { map: Map<string, { module: object }> } };
        const module = BuiltinModule.map.get(id);
        // What a ModuleWrap is to BuiltinModule.syncExports (internal/bootstrap/realm.js).
        if (module) module.module = { setExport };
      },
      containsModuleSyntax: (source, filename) =>
        (this.#binding('contextify') as { containsModuleSyntax(source: string, filename: string): boolean }).containsModuleSyntax(source, filename),
      compileFunction: (source) => this.#parser().toModuleFunction(this.#carryContext(source, 'module')),
      commonJsLexer: () => extension('commonjs') ?? this.#options.missing('extension:commonjs'),
      prepare: (source) => this.#carryContext(source, 'module'),
      locate: (error, source, filename) => this.#locate(error, source, filename),
      check: (source, filename) => this.#check(source, filename),
      notice: (text) => this.#options.notice(text),
      rewritten: (url, source, text) => this.#frames.rewritten(url, source, text),
      caller: () => (this.#frames.callSites(1)[0] as { scriptName: string } | undefined)?.scriptName ?? `${this.#options.files.currentDirectory}/`,
      decorated: this.#privateSymbols['decorated_private_symbol'],
      arrow: this.#privateSymbols['arrow_message_private_symbol'] ?? Symbol('arrow'),
    }));
  }

  #parser(): NonNullable<Extensions['parser']> {
    return extension('parser') ?? this.#options.missing('extension:parser');
  }

  /** With the parser at hand (the program mentions AsyncLocalStorage), code after `await` keeps its context. */
  #carryContext(source: string, kind: 'module' | 'function'): string {
    const parser = extension('parser');
    const marked = (text: string) => (catchesNeedMarks ? markCatches(text, RUNTIME) : text);
    if (!parser) return marked(source);
    try {
      return marked(parser.withContextAcrossAwait(source, { kind }));
    } catch {
      return source; // the browser will say what is wrong with it
    }
  }

  #readText(path: string): string | undefined {
    const inode = this.#options.files.find(path);
    return inode?.kind === 'file' ? inode.data.asciiText ?? new NativeTextDecoder().decode(inode.data.bytes) : undefined;
  }

  #check(source: string, filename: string): void {
    checkModule(source, filename, this.#parser(), this.#privateSymbols['decorated_private_symbol']);
  }

  #locate(error: unknown, source: string, filename: string): unknown {
    if (!(error instanceof SyntaxError)) return error;
    return locateSyntaxError(error, source, filename, this.#parser(), this.#privateSymbols['decorated_private_symbol']);
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

  #bindingFactories(): Record<string, () => object> {
    const { facts, loop, files, llhttp, clock } = this.#options;
    const codes = () => this.#require('internal/errors')['codes'] as Record<string, new (...args: unknown[]) => Error>;
    const error = (code: string, ...args: unknown[]): Error => {
      const Constructor = codes()[code];
      return Constructor ? new Constructor(...args) : new Error(code);
    };
    const builtinIds = [...new Set([...this.sources.ids, ...facts.builtinIds])].sort();
    const read = (path: string): string | undefined => this.#readText(path);
    const sourceOf = (file: string): string | undefined => {
      if (!file.startsWith('file:')) return read(file);
      const path = decodeURIComponent(new NativeURL(file).pathname);
      return this.#withoutTypes(read(path), path);
    };
    const toBuffer = (bytes: Uint8Array): Uint8Array => this.#toBuffer(bytes);
    const fsContext = this.context;
    const check = (source: string, filename: string): void => this.#check(source, filename);
    return {
      ...createSmallBindings(facts),
      symbols: () => this.#symbols,
      config: () => ({ ...facts.bindings['config'], hasInspector: false, hasTracing: false, fipsMode: false, getDefaultLocale: () => locale }),
      uv: () => ({
        ...facts.bindings['uv'],
        errname: (errno: number) => facts.errorMap.find(([number]) => number === errno)?.[1] ?? `Unknown system error ${errno}`,
        getErrorMap: () => new Map(facts.errorMap.map(([number, code, message]) => [number, [code, message]])),
        getErrorMessage: (errno: number) => facts.errorMap.find(([number]) => number === errno)?.[2] ?? `Unknown system error ${errno}`,
      }),
      options: () => this.#given.binding,
      builtins: () => ({
        builtinIds,
        builtinCategories: { cannotBeRequired: [], canBeRequired: builtinIds },
        natives: {},
        config: '{"target_defaults":{"cflags":[],"default_configuration":"Release","defines":[],"include_dirs":[],"libraries":[]},"variables":{"napi_build_version":"10","node_use_amaro":true,"v8_enable_i18n_support":1}}',
        compileFunction: (id: string) => this.#compile(id),
        setInternalLoaders: (internalBinding: InternalBinding, require: Require) => {
          this.#internalBinding = internalBinding;
          this.#require = require;
        },
        hasCachedBuiltins: () => true,
        getCacheUsage: () => ({}),
      }),
      module_wrap: () => ({
        ...facts.bindings['module_wrap'],
        // Modules are the browser's own; `node --check` only asks whether a source is right.
        ModuleWrap: class ModuleWrap {
          constructor(filename: string, _context: unknown, source?: unknown) {
            if (typeof source === 'string') check(source, filename);
          }
        },
        setImportModuleDynamicallyCallback() {},
        setInitializeImportMetaObjectCallback() {},
        createRequiredModuleFacade: requiredFacade,
        throwIfPromiseRejected() {},
      }),
      errors: () => createErrorsBinding({
          facts, privateSymbols: this.#privateSymbols, source: sourceOf, stderr: this.#options.stderr, exit: this.#options.exit,
          setSourceMaps: (on) => {
            this.#frames.mappable = on ? this.#given.extension.mappable : undefined;
          },
          isNodeError: (problem) => (this.#require('internal/errors')['kIsNodeError'] as symbol) in problem,
          fatal: (problem) => this.#hint(problem),
        }),
      async_wrap: () => createAsyncWrapBinding(facts, this.asyncContext),
      serdes: () => this.#serialization().createSerdesBinding(this.context),
      async_context_frame: () => this.asyncContext.binding,
      task_queue: () =>
        createTaskQueueBinding(facts, loop, {
          tick: (callback) => {
            this.#tick = callback;
          },
          reject: (callback) => {
            this.#reject = callback;
          },
        }),
      timers: () => createTimersBinding(loop),
      buffer: () => createBufferBinding(),
      string_decoder: () => createStringDecoderBinding(facts),
      encoding_binding: () => createEncodingBinding((encoding) => error('ERR_ENCODING_INVALID_ENCODED_DATA', encoding, undefined), () => {
        const problem = Object.assign(new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.'), { code: 'ERR_INVALID_ARG_TYPE' });
        return problem;
      }),
      icu: () => createIcuBinding(toBuffer),
      url: () =>
        createUrlBinding(() => ({
          // As C++ throws it: a plain TypeError, whose stack does not name the code (src/node_url.cc, ThrowInvalidURL).
          invalid: (input, base) => Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input }, base === undefined ? {} : { base }),
        })),
      messaging: () => this.#messaging.binding,
      worker: () => this.#workerBinding(),
      performance: () => createPerformanceBinding(facts, clock),
      blob: () => createBlobBinding(this.context),
      process_methods: () =>
        createProcessMethodsBinding({
          facts, loop, clock,
          program: () => this.#options.program(),
          title: () => this.#given.title,
          exit: (code) => this.#options.exit(code),
          kill: (pid, signal) => this.#kill(pid, signal),
          abort: () => this.#die('SIGABRT'),
          stderr: (text) => this.#options.stderr(text),
          directory: (path) => {
            files.changeDirectory(path);
            return files.currentDirectory;
          },
          readFile: read,
        }),
      credentials: () => createCredentialsBinding(() => this.process.env),
      os: () => createOsBinding(facts, clock.monotonic),
      v8: () => createV8Binding(facts),
      contextify: () =>
        createContextifyBinding({
          facts,
          wrapped: (filename, prefix) => this.#frames.wrapped(filename, prefix),
          warn: (text) => (this.#require('internal/process/warning') as { emitWarningSync(text: string): void }).emitWarningSync(text),
          contextSymbol: this.#privateSymbols['contextify_context_private_symbol'] ?? Symbol('context'),
          hostDefinedOption: this.#privateSymbols['host_defined_option_symbol'] ?? Symbol('option'),
          prepare: (source, filename) => {
            const text = this.#carryContext(this.#loader.rewriteDynamicImports(source, filename), 'function');
            this.#frames.rewritten(filename, source, text);
            return text;
          },
          locate: (problem, source, filename) => this.#locate(problem, source, filename),
        }),
      modules: () =>
        createModulesBinding({
          facts,
          files: { read },
          fileURLToPath: (url) => (this.#require('internal/url')['fileURLToPath'] as (url: string) => string)(url),
          invalid: (path, base) => {
            const problem = error('ERR_INVALID_PACKAGE_CONFIG', path, base, undefined);
            problem.message += '.'; // as C++ ends the sentence
            return problem;
          },
        }),
      fs: () => createFsBinding(fsContext, files),
      fs_dir: () => createFsDirBinding(fsContext, files),
      fs_event_wrap: () => createFsEventWrapBinding(fsContext, files),
      stream_wrap: () => createStreamWrapBinding(facts),
      tcp_wrap: () => this.#tcpWrap.binding,
      pipe_wrap: () => (extension('processes') ? this.#pipeWrap.binding : this.#withoutPipes()),
      process_wrap: () => this.#childProcesses.binding,
      spawn_sync: () => this.#childProcesses.syncBinding,
      signal_wrap: () => this.#signalWrap.binding,
      ipc_serdes: () => this.#processes.createIpcSerdesBinding(this.context),
      cares_wrap: () => createCaresWrapBinding(facts, loop, (text) => this.#options.notice(text)),
      block_list: () => createBlockListBinding(facts),
      http_parser: () =>
        createHttpParserBinding({
          facts, llhttp,
          now: () => loop.now(),
          buffer: toBuffer,
          contexts: this.asyncContext.binding,
        }),
      crypto: () => createCryptoBinding(this.context, () => extension('crypto') ?? this.#options.missing('extension:crypto')),
      zlib: () =>
        createLaterZlibBinding(() =>
          (extension('zlib') ?? this.#options.missing('extension:zlib'))(this.context, {
            brotli: () => (extension('brotli') ?? this.#options.missing('extension:brotli'))(),
          }),
        ),
    };
  }

  #toBuffer(bytes: Uint8Array): Uint8Array {
    const { FastBuffer } = this.#require('internal/buffer') as { FastBuffer: new (buffer: ArrayBufferLike, offset: number, length: number) => Uint8Array };
    return new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #serialization(): Serialization {
    return extension('serialization') ?? this.#options.missing('extension:serialization');
  }

  get #messaging(): Messaging {
    return (this.#ports ??= createMessaging({
      binding: this.context,
      loop: this.#options.loop,
      symbols: this.#symbols,
      privateSymbols: this.#privateSymbols,
      post: this.#options.post,
      DOMException: this.#perContextExports.DOMException ?? DOMException,
      serializes: () => extension('serialization') !== undefined,
      serialization: () => this.#serialization(),
    }));
  }

  get #threads(): Threads {
    const { facts, loop, thread, startThread, stopThread } = this.#options;
    return (this.#workers ??= this.#serialization().createThreads({
      PortState, facts, loop, thread,
      messaging: () => this.#messaging,
      environment: () => this.process.env as Record<string, string>,
      problems: (execArgv, env) => this.#given.extension.threadProblems(execArgv, env),
      start: startThread,
      stop: stopThread,
    }));
  }

  /** Read during the bootstrap, when what threads need has not come yet. */
  #workerBinding(): object {
    const { facts, thread } = this.#options;
    const binding = { ...facts.bindings['worker'], ...threadFacts(thread) };
    const later = (name: 'Worker' | 'getEnvMessagePort') => ({ enumerable: true, configurable: true, get: (): unknown => (this.#threads.binding as Record<string, unknown>)[name] });
    return Object.defineProperties(binding, { Worker: later('Worker'), getEnvMessagePort: later('getEnvMessagePort') });
  }

  /** The kernel says that a thread of this one has ended. */
  broadcast(channel: number, message: unknown): void {
    this.#messaging.broadcast(channel, message);
  }

  threadExited(id: number, code: number, reason: string | undefined): void {
    this.#threads.exited(id, code, reason);
  }

  get #onclose(): symbol {
    return this.#symbols['handle_onclose'] ?? Symbol('onclose');
  }

  get #tcpWrap(): TcpWrap {
    const { facts, loop, network } = this.#options;
    return (this.#tcp ??= createTcpWrap(facts, loop, network, this.#onclose));
  }

  get #pipeWrap(): PipeWrap {
    const { facts, loop, descriptors } = this.#options;
    return (this.#pipes ??= this.#processes.createPipeWrap({
      StreamHandle, facts, loop, descriptors, codes: new StreamCodes(facts), onclose: this.#onclose,
      receivedHandle: (handle) => this.#tcpWrap.received(handle),
    }));
  }

  get #processes(): ProcessesExtension {
    return extension('processes') ?? this.#options.missing('extension:processes');
  }

  /** net asks whether its handles are pipes; a program that has none need not load them. */
  #withoutPipes(): object {
    const processes = () => this.#processes;
    class Pipe {
      constructor() {
        processes();
      }
    }
    return { ...this.#options.facts.bindings['pipe_wrap'], Pipe, PipeConnectWrap: class {} };
  }

  get #childProcesses(): ChildProcesses {
    const { facts, loop, network, descriptors, files, startProcess, runProcess, notice } = this.#options;
    return (this.#children ??= this.#processes.createChildProcesses({
      Handle, StreamHandle, facts, loop, network, descriptors, notice, pids: this.#pids, onclose: this.#onclose,
      pipes: this.#pipeWrap,
      environment: () => this.process.env as Record<string, string>,
      isDirectory: (path) => files.find(path)?.kind === 'directory',
      currentDirectory: () => files.currentDirectory,
      start: startProcess,
      run: runProcess,
      signalName: (signal) => this.#signalName(signal),
      buffer: (bytes) => this.#toBuffer(bytes),
      kill: (pid, signal) => this.#kill(pid, signal),
    }));
  }

  get #signalWrap(): Signals {
    const { loop, handles } = this.#options;
    return (this.#signals ??= createSignals({ loop, handles, onclose: this.#onclose, nameOf: (signal) => this.#signalName(signal) }));
  }

  /** What the kernel says of other processes. */
  receive(message: KernelToProcess): void {
    if (message.type === 'signal') {
      if (!this.#signalWrap.deliver(message.signal)) this.#die(message.signal);
    } else if (message.type === 'child-exit') this.#childProcesses.exited(message);
    else if (message.type === 'pids') {
      this.#pids.live = new Set(message.live);
      this.#pids.reserved.push(...message.reserved);
      this.#pids.room = message.room;
    }
  }

  #hint(error: unknown): void {
    const text = hintFor(error, this.#options.program().packages);
    if (text !== undefined) this.#options.notice(text);
  }

  #compile(id: string): Function {
    if (id === 'internal/modules/esm/loader') return this.#loaderModule();
    if (id === UNDICI && !this.sources.has(id)) {
      return (_exports: object, require: Require, module: { exports: object }) => {
        module.exports = messageEventsOnly(() => require('internal/event_target')['Event'] as new (type: string) => Event, () => this.#options.missing(UNDICI));
      };
    }
    const standIn = this.sources.has(id) ? undefined : standInFor(id, { isGiven: (option) => this.#given.has(option), real: (name) => this.#real(name) });
    return standIn ?? this.sources.compile(id);
  }

  /** The exports of a builtin that a stand-in was there for. */
  #real(id: string): Record<string, unknown> {
    let exports = this.#behindStandIns.get(id);
    if (!exports) {
      const module: { exports: Record<string, unknown> } = { exports: {} };
      Reflect.apply(this.sources.compile(id), undefined, [module.exports, this.#require, module, this.process, this.#internalBinding, this.#primordials]);
      this.#behindStandIns.set(id, (exports = module.exports));
    }
    return exports;
  }

  /** lib/internal/modules/esm/loader.js as this engine has it. */
  #loaderModule(): Function {
    const loader = this.#loader;
    return (_exports: object, _require: Require, module: { exports: object }) => {
      module.exports = {
        getOrInitializeCascadedLoader: () => loader,
        isCascadedLoaderInitialized: () => true,
        createModuleLoader: () => loader,
        register: loader.register.bind(loader),
      };
    };
  }

  /** The text of a file that stacks name by its URL, as it runs: without its types. */
  #withoutTypes(source: string | undefined, path: string): string | undefined {
    if (source === undefined || !/\.[cm]?ts$/.test(path) || !('amaro' in this.#binding('wasm'))) return source;
    try {
      return (this.#require(TYPESCRIPT) as unknown as TypeScript).stripTypeScriptModuleTypes(source, path);
    } catch {
      return source; // which is what is wrong with it
    }
  }

  #signalName(signal: number): string | undefined {
    const { signals } = this.#options.facts.bindings['constants']?.['os'] as { signals: Record<string, number> };
    return Object.keys(signals).find((name) => signals[name] === signal);
  }

  /** kill(2); returns 0 or a negative errno. */
  #kill(pid: number, signal: number): number {
    const uv = this.#options.facts.bindings['uv'];
    const name = this.#signalName(signal);
    if (name === undefined && signal !== 0) return Number(uv?.['UV_EINVAL']);
    const own = this.#options.program().pid;
    const target = Math.abs(pid) === 0 ? own : Math.abs(pid);
    if (target !== own && !this.#pids.live.has(target) && !this.#pids.children.has(target)) return Number(uv?.['UV_ESRCH']);
    if (name === undefined) return 0;
    if (target !== own || this.#options.thread) this.#options.signal(target, name);
    else if (name === 'SIGKILL' || !this.#signalWrap.deliver(name)) this.#die(name);
    return 0;
  }

  /** A signal that the program has no listener for. */
  #die(signal: string): void {
    if (isFatal(signal)) this.#options.exit(1, signal);
  }

  /** The warning about top-level awaits that never ended, or undefined. */
  #unsettledEntry(): string | undefined {
    if (this.#options.thread || !this.#entry) return undefined;
    return this.#loader.stalled().map((place) => `Warning: Detected unsettled top-level await at ${place}\n\n\n\n`).join('');
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
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(binding))) {
    if (/^[A-Z]/.test(name) && typeof value === 'function' && value.name !== name) Object.defineProperty(value, 'name', { value: name, configurable: true });
  }
}

/** A part of the engine that came along with the program, if it did. */
const extension = <Name extends keyof Extensions>(name: Name): Extensions[Name] => globalThis.engineExtensions?.[name];

// Taken before Node's library replaces the globals.
const locale = globalThis.navigator.language;
const NativeTextDecoder = globalThis.TextDecoder;
const NativeURL = globalThis.URL;
const nativeAddEventListener = globalThis.addEventListener.bind(globalThis) as (type: string, listener: (event: Event) => void) => void;
