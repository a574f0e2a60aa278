/** The internal bindings of a realm: what C++ gives Node's library, each made when it is first asked for. */
import {
  createAsyncWrapBinding,
  createTaskQueueBinding,
  createTimersBinding,
  type RejectCallback,
} from '../bindings/async.ts';
import { createBlobBinding } from '../bindings/blob.ts';
import { createBufferBinding } from '../bindings/buffer/buffer.ts';
import { createContextifyBinding } from '../bindings/contextify.ts';
import { createCryptoBinding } from '../bindings/crypto/index.ts';
import { createErrorsBinding } from '../bindings/errors.ts';
import { createFsBinding } from '../bindings/fs.ts';
import { createFsDirBinding } from '../bindings/fs_dir.ts';
import { createFsEventWrapBinding } from '../bindings/fs_event_wrap.ts';
import { createHttpParserBinding } from '../bindings/http_parser.ts';
import { createPerformanceBinding } from '../bindings/messaging.ts';
import { createModulesBinding } from '../bindings/modules.ts';
import { createBlockListBinding, createCaresWrapBinding } from '../bindings/network-names.ts';
import {
  createCredentialsBinding,
  createOsBinding,
  createProcessMethodsBinding,
  createV8Binding,
} from '../bindings/process.ts';
import { createSmallBindings } from '../bindings/small.ts';
import { createStreamWrapBinding } from '../bindings/stream_wrap.ts';
import { createStringDecoderBinding } from '../bindings/string_decoder.ts';
import { createEncodingBinding, createIcuBinding } from '../bindings/text.ts';
import { createTypesBinding } from '../bindings/types.ts';
import { createUrlBinding } from '../bindings/url.ts';
import { createUtilBinding } from '../bindings/util.ts';
import { createLaterZlibBinding } from '../bindings/zlib-later.ts';
import { hintFor } from '../hints.ts';
import { requiredFacade } from '../modules/module-functions.ts';
import type { watchProxies } from '../proxies.ts';
import { toBuffer, type InternalBinding, type RealmCore, type Require } from './core.ts';
import type { ProgramSources } from './program-sources.ts';
import type { Relations } from './relations.ts';

// Taken before Node's library replaces the globals.
const locale = globalThis.navigator.language;

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
  return {
    ...createSmallBindings(facts),
    symbols: () => core.symbols,
    types: () =>
      createTypesBinding((value) =>
        typeof value === 'object' || typeof value === 'function' ? proxies().has(value as object) : false,
      ),
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
    config: () => ({
      ...facts.bindings['config'],
      hasInspector: false,
      hasTracing: false,
      fipsMode: false,
      getDefaultLocale: () => locale,
    }),
    uv: () => ({
      ...facts.bindings['uv'],
      errname: (errno: number) =>
        facts.errorMap.find(([number]) => number === errno)?.[1] ?? `Unknown system error ${errno}`,
      getErrorMap: () => new Map(facts.errorMap.map(([number, code, message]) => [number, [code, message]])),
      getErrorMessage: (errno: number) =>
        facts.errorMap.find(([number]) => number === errno)?.[2] ?? `Unknown system error ${errno}`,
    }),
    options: () => given.binding,
    builtins: () => ({
      builtinIds,
      builtinCategories: { cannotBeRequired: [], canBeRequired: builtinIds },
      natives: {},
      config:
        '{"target_defaults":{"cflags":[],"default_configuration":"Release","defines":[],"include_dirs":[],"libraries":[]},"variables":{"napi_build_version":"10","node_use_amaro":true,"v8_enable_i18n_support":1}}',
      compileFunction: compileBuiltin,
      setInternalLoaders: setLoaders,
      hasCachedBuiltins: () => true,
      getCacheUsage: () => ({}),
    }),
    module_wrap: () => ({
      ...facts.bindings['module_wrap'],
      // Modules are the browser's own; `node --check` only asks whether a source is right.
      ModuleWrap: class ModuleWrap {
        constructor(filename: string, _context: unknown, source?: unknown) {
          if (typeof source === 'string') programs.check(source, filename);
        }
      },
      setImportModuleDynamicallyCallback() {},
      setInitializeImportMetaObjectCallback() {},
      createRequiredModuleFacade: requiredFacade,
      throwIfPromiseRejected() {},
    }),
    errors: () =>
      createErrorsBinding({
        facts,
        privateSymbols,
        stderr: options.stderr,
        exit: options.exit,
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
    async_wrap: () => createAsyncWrapBinding(facts, asyncContext),
    serdes: () => part('serialization').createSerdesBinding(context),
    async_context_frame: () => asyncContext.binding,
    task_queue: () => createTaskQueueBinding(facts, loop, { tick: setTick, reject: setReject }),
    timers: () => createTimersBinding(loop),
    buffer: () => createBufferBinding(),
    string_decoder: () => createStringDecoderBinding(facts),
    encoding_binding: () =>
      createEncodingBinding(
        (encoding) => error('ERR_ENCODING_INVALID_ENCODED_DATA', encoding, undefined),
        () =>
          Object.assign(
            new TypeError(
              'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
            ),
            { code: 'ERR_INVALID_ARG_TYPE' },
          ),
      ),
    icu: () => createIcuBinding(buffer),
    url: () =>
      createUrlBinding(() => ({
        // As C++ throws it: a plain TypeError, whose stack does not name the code (src/node_url.cc, ThrowInvalidURL).
        invalid: (input, base) =>
          Object.assign(
            new TypeError('Invalid URL'),
            { code: 'ERR_INVALID_URL', input },
            base === undefined ? {} : { base },
          ),
      })),
    messaging: () => relations.messaging.binding,
    worker: () => relations.workerBinding,
    performance: () => createPerformanceBinding(facts, clock),
    blob: () => createBlobBinding(context),
    process_methods: () =>
      createProcessMethodsBinding({
        facts,
        loop,
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
      }),
    credentials: () => createCredentialsBinding(() => core.process.env),
    os: () => createOsBinding(facts, clock.monotonic),
    v8: () => createV8Binding(facts),
    contextify: () =>
      createContextifyBinding({
        ...programs.forFunctions,
        facts,
        warn: (text) =>
          (require('internal/process/warning') as { emitWarningSync(text: string): void }).emitWarningSync(text),
        contextSymbol: privateSymbols['contextify_context_private_symbol'] ?? Symbol('context'),
        hostDefinedOption: privateSymbols['host_defined_option_symbol'] ?? Symbol('option'),
      }),
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
    fs: () => createFsBinding(context, files),
    fs_dir: () => createFsDirBinding(context, files),
    fs_event_wrap: () => createFsEventWrapBinding(context, files),
    stream_wrap: () => createStreamWrapBinding(facts),
    tcp_wrap: () => relations.tcp.binding,
    pipe_wrap: () => relations.pipeBinding,
    process_wrap: () => relations.children.binding,
    spawn_sync: () => relations.children.syncBinding,
    signal_wrap: () => relations.signals.binding,
    ipc_serdes: () => part('processes').createIpcSerdesBinding(context),
    cares_wrap: () => createCaresWrapBinding(facts, loop, (text) => options.notice(text)),
    block_list: () => createBlockListBinding(facts),
    http_parser: () =>
      createHttpParserBinding({ facts, llhttp, buffer, now: () => loop.now(), contexts: asyncContext.binding }),
    crypto: () => createCryptoBinding(context, () => part('crypto')),
    zlib: () => createLaterZlibBinding(() => part('zlib')(context, { brotli: () => part('brotli')() })),
  };
}
