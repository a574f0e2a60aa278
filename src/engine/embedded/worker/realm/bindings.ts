/**
 * The internal bindings of a realm: the parts below Node's library that C++ supplies in real Node, each made when it
 * is first asked for. `internalBinding('NAME')` is made by `bindings/NAME.ts` or `bindings/NAME/index.ts`.
 */
import { createAsyncWrapBinding } from '../bindings/async_wrap.ts';
import { createTaskQueueBinding, type RejectCallback } from '../bindings/task_queue.ts';
import { createTimersBinding } from '../bindings/timers.ts';
import { createBlobBinding } from '../bindings/blob.ts';
import { createBufferBinding } from '../bindings/buffer/index.ts';
import { createContextifyBinding } from '../bindings/contextify.ts';
import { createCryptoBinding } from '../bindings/crypto/index.ts';
import { createErrorsBinding } from '../bindings/errors.ts';
import { createFsBinding } from '../bindings/fs/index.ts';
import { createFsDirBinding } from '../bindings/fs_dir.ts';
import { createFsEventWrapBinding } from '../bindings/fs_event_wrap.ts';
import { createHttpParserBinding } from '../bindings/http_parser/index.ts';
import { createPerformanceBinding } from '../bindings/performance.ts';
import { createModulesBinding } from '../bindings/modules.ts';
import { createCaresWrapBinding } from '../bindings/cares_wrap.ts';
import { createBlockListBinding } from '../bindings/block_list.ts';
import { createProcessMethodsBinding } from '../bindings/process_methods.ts';
import { createCredentialsBinding } from '../bindings/credentials.ts';
import { createOsBinding } from '../bindings/os.ts';
import { createV8Binding } from '../bindings/v8.ts';
import { createConstantsBinding } from '../bindings/constants.ts';
import { createMksnapshotBinding } from '../bindings/mksnapshot.ts';
import { createTraceEventsBinding } from '../bindings/trace_events.ts';
import { createPermissionBinding } from '../bindings/permission.ts';
import { createReportBinding } from '../bindings/report.ts';
import { createWasmWebApiBinding } from '../bindings/wasm_web_api.ts';
import { createDiagnosticsChannelBinding } from '../bindings/diagnostics_channel.ts';
import { createUrlPatternBinding } from '../bindings/url_pattern.ts';
import { createCjsLexerBinding } from '../bindings/cjs_lexer.ts';
import { createHeapUtilsBinding } from '../bindings/heap_utils.ts';
import { createSeaBinding } from '../bindings/sea.ts';
import { createInspectorBinding } from '../bindings/inspector.ts';
import { createTtyWrapBinding } from '../bindings/tty_wrap.ts';
import { createJsStreamBinding } from '../bindings/js_stream.ts';
import { createStreamPipeBinding } from '../bindings/stream_pipe.ts';
import { createUdpWrapBinding } from '../bindings/udp_wrap.ts';
import { createTlsWrapBinding } from '../bindings/tls_wrap.ts';
import { createWatchdogBinding } from '../bindings/watchdog.ts';
import { createProfilerBinding } from '../bindings/profiler.ts';
import { createInternalOnlyV8Binding } from '../bindings/internal_only_v8.ts';
import { createLocksBinding } from '../bindings/locks.ts';
import { createWebstorageBinding } from '../bindings/webstorage.ts';
import { createHttp2Binding } from '../bindings/http2.ts';
import { createConfigBinding } from '../bindings/config.ts';
import { createUvBinding } from '../bindings/uv.ts';
import { createOptionsBinding } from '../bindings/options.ts';
import { createBuiltinsBinding } from '../bindings/builtins.ts';
import { createModuleWrapBinding } from '../bindings/module_wrap.ts';
import { createWasmBinding } from '../bindings/wasm.ts';
import { createStreamWrapBinding } from '../bindings/stream_wrap.ts';
import { createStringDecoderBinding } from '../bindings/string_decoder.ts';
import { createEncodingBinding } from '../bindings/encoding_binding.ts';
import { createIcuBinding } from '../bindings/icu.ts';
import { createTypesBinding } from '../bindings/types.ts';
import { createUrlBinding } from '../bindings/url.ts';
import { createUtilBinding } from '../bindings/util.ts';
import { createZlibBinding } from '../bindings/zlib/index.ts';
import type { InternalBinding, Require } from '../binding.ts';
import { hintFor } from '../hints.ts';
import type { watchProxies } from '../proxies.ts';
import { fillRandom } from '../random.ts';
import { extension, toBuffer, type RealmCore } from './core.ts';
import type { ProgramSources } from './program-sources.ts';
import type { Relations } from './relations.ts';

export interface BindingsContext {
  readonly core: RealmCore;
  readonly programs: ProgramSources;
  readonly relations: Relations;
  /** Which objects are proxies, once the realm has begun to watch them. */
  proxies(): ReturnType<typeof watchProxies>;
  /** The function of one of Node's builtins. */
  compileBuiltin(id: string): Function;
  /** Node's library hands over its own ways in. */
  setLoaders(internalBinding: InternalBinding, require: Require): void;
  setTick(callback: () => void): void;
  setReject(callback: RejectCallback): void;
}

export function createBindings({
  core,
  programs,
  relations,
  proxies,
  compileBuiltin,
  setLoaders,
  setTick,
  setReject,
}: BindingsContext): Record<string, () => object> {
  const { options, context, asyncContext, frames, given, privateSymbols, require, part } = core;
  const { facts, loop, files, llhttp, clock, descriptors } = options;
  const error = (code: string, ...args: unknown[]): Error => {
    const Constructor = (require('internal/errors')['codes'] as Record<string, new (...args: unknown[]) => Error>)[
      code
    ];
    return Constructor ? new Constructor(...args) : new Error(code);
  };
  const builtinIds = [...new Set([...core.sources.ids, ...facts.builtinIds])].sort();
  const read = (path: string): string | undefined => programs.read(path);
  const buffer = (bytes: Uint8Array): Uint8Array => toBuffer(core, bytes);
  const invalidText = (encoding: string): Error => error('ERR_ENCODING_INVALID_ENCODED_DATA', encoding, undefined);
  return {
    async_context_frame: () => asyncContext.binding,
    async_wrap: () => createAsyncWrapBinding(facts, asyncContext),
    blob: () => createBlobBinding(context),
    block_list: () => createBlockListBinding(facts),
    buffer: createBufferBinding,
    builtins: () => createBuiltinsBinding({ ids: builtinIds, compile: compileBuiltin, setLoaders }),
    cares_wrap: () => createCaresWrapBinding(facts, context, (text) => options.notice(text)),
    cjs_lexer: createCjsLexerBinding,
    config: () => createConfigBinding(facts),
    constants: () => createConstantsBinding(facts),
    contextify: () =>
      createContextifyBinding({
        ...programs.forFunctions,
        facts,
        warn: (text) =>
          (require('internal/process/warning') as { emitWarningSync(text: string): void }).emitWarningSync(text),
        contextSymbol: privateSymbols['contextify_context_private_symbol'] ?? Symbol('context'),
        hostDefinedOption: privateSymbols['host_defined_option_symbol'] ?? Symbol('option'),
      }),
    credentials: () => createCredentialsBinding(() => core.process.env),
    crypto: () => createCryptoBinding(context, () => part('crypto')),
    diagnostics_channel: createDiagnosticsChannelBinding,
    encoding_binding: () =>
      createEncodingBinding(invalidText, () =>
        Object.assign(
          new TypeError(
            'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
          ),
          { code: 'ERR_INVALID_ARG_TYPE' },
        ),
      ),
    errors: () =>
      createErrorsBinding({
        facts,
        privateSymbols,
        stderr: options.stderr,
        exit: options.exit,
        stopped: () => loop.stopped,
        source: (file) => programs.readForStack(file),
        setSourceMaps: (on) => {
          frames.mappable = on ? given.extension.mappable : undefined;
        },
        isNodeError: (problem) => (require('internal/errors')['kIsNodeError'] as symbol) in problem,
        fatal: (problem) => {
          const hint = hintFor(problem, options.program().packages);
          if (hint !== undefined) options.notice(hint);
        },
      }),
    fs: () => createFsBinding(context, files),
    fs_dir: () => createFsDirBinding(context, files),
    fs_event_wrap: () => createFsEventWrapBinding(context, files),
    heap_utils: createHeapUtilsBinding,
    http2: createHttp2Binding,
    http_parser: () =>
      createHttpParserBinding({ facts, llhttp, buffer, now: () => loop.now(), contexts: asyncContext.binding }),
    icu: () => createIcuBinding(buffer, invalidText),
    inspector: createInspectorBinding,
    internal_only_v8: createInternalOnlyV8Binding,
    ipc_serdes: () => part('processes').createIpcSerdesBinding(context),
    js_stream: createJsStreamBinding,
    locks: createLocksBinding,
    messaging: () => relations.messaging.binding,
    mksnapshot: createMksnapshotBinding,
    module_wrap: () => createModuleWrapBinding(facts, (source, filename) => programs.check(source, filename)),
    modules: () =>
      createModulesBinding({
        facts,
        files: { read },
        fileURLToPath: (url) => (require('internal/url')['fileURLToPath'] as (url: string) => string)(url),
        invalid: (path, base) => {
          const problem = error('ERR_INVALID_PACKAGE_CONFIG', path, base, undefined);
          problem.message += '.'; // as C++ ends the sentence
          return problem;
        },
      }),
    options: () => createOptionsBinding(given, options.program),
    os: () => createOsBinding(facts, clock.monotonic, () => core.process.env),
    performance: () => createPerformanceBinding(facts, clock),
    permission: createPermissionBinding,
    pipe_wrap: () => relations.pipeBinding,
    process_methods: () =>
      createProcessMethodsBinding({
        facts,
        loop,
        owner: core.symbols['owner_symbol'] ?? '',
        clock,
        program: () => options.program(),
        title: () => given.title,
        exit: (code) => options.exit(code),
        kill: (pid, signal) => relations.kill(pid, signal),
        abort: () => relations.die('SIGABRT'),
        stderr: (text) => options.stderr(text),
        directory: (path) => {
          files.changeDirectory(path);
          return files.currentDirectory;
        },
        readFile: read,
        umask: (next = files.umask) => {
          const before = files.umask;
          files.umask = next;
          return before;
        },
      }),
    process_wrap: () => relations.children.binding,
    profiler: createProfilerBinding,
    report: createReportBinding,
    sea: createSeaBinding,
    serdes: () => part('serialization').createSerdesBinding(context),
    signal_wrap: () => relations.signals.binding,
    spawn_sync: () => relations.children.syncBinding,
    sqlite: () => {
      const createSqliteBinding = extension('sqlite');
      const wasm = options.wasm()['sqlite'];
      if (!createSqliteBinding || !wasm) return options.missing('sqlite');
      return createSqliteBinding(context, files, {
        wasm,
        now: clock.wall,
        random: fillRandom,
        opened: options.databaseOpened,
        started: options.sqliteStarted,
      });
    },
    stream_pipe: createStreamPipeBinding,
    stream_wrap: () => createStreamWrapBinding(facts),
    string_decoder: () => createStringDecoderBinding(facts),
    symbols: () => core.symbols,
    task_queue: () => createTaskQueueBinding(facts, loop, { tick: setTick, reject: setReject }),
    tcp_wrap: () => relations.tcp.binding,
    timers: () => createTimersBinding(loop, core.process),
    tls_wrap: createTlsWrapBinding,
    trace_events: createTraceEventsBinding,
    tty_wrap: () => createTtyWrapBinding(facts),
    types: () =>
      createTypesBinding((value) =>
        typeof value === 'object' || typeof value === 'function' ? proxies().has(value as object) : false,
      ),
    udp_wrap: () => createUdpWrapBinding(facts),
    url: () =>
      createUrlBinding(() => ({
        // The error as C++ throws it: a plain TypeError, whose stack does not name the code (src/node_url.cc,
        // ThrowInvalidURL).
        invalid: (input, base) =>
          Object.assign(
            new TypeError('Invalid URL'),
            { code: 'ERR_INVALID_URL', input },
            base === undefined ? {} : { base },
          ),
      })),
    url_pattern: createUrlPatternBinding,
    util: () =>
      createUtilBinding({
        facts,
        privateSymbols,
        require,
        types: core.binding('types') as Record<string, unknown>,
        proxies: proxies(),
        callSites: (count) => frames.callSites(count),
        handleType: (fd) => descriptors.typeOf(fd),
      }),
    uv: () => createUvBinding(facts),
    v8: () => createV8Binding(facts),
    wasm: () => createWasmBinding(options.wasm()),
    wasm_web_api: () => createWasmWebApiBinding(loop),
    watchdog: createWatchdogBinding,
    webstorage: createWebstorageBinding,
    worker: () => relations.workerBinding,
    zlib: () => createZlibBinding(() => part('zlib')(context, { brotli: () => part('brotli')() })),
  };
}
