/** Bindings that are a few functions each, or that only have to be there. */
import type { Facts } from '../facts.ts';

/** A handle class that cannot be had here; using it says so, requiring its module does not. */
function absent(what: string, instead: string): new () => object {
  return class {
    constructor() {
      throw Object.assign(new Error(`${what} is not available in the browser. ${instead}`), {
        code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      });
    }
  };
}

export function createSmallBindings(facts: Facts): Record<string, () => object> {
  const data = (name: string) => facts.bindings[name] ?? {};
  const handle = () =>
    class {
      start(): number {
        return 0;
      }
      ref(): void {}
      unref(): void {}
      hasRef(): boolean {
        return false;
      }
      close(): void {}
      getAsyncId(): number {
        return 0;
      }
    };
  return {
    constants: () => createConstants(data('constants') as Readonly<Record<string, NestedNumbers>>),
    mksnapshot: () => ({
      setSerializeCallback() {},
      setDeserializeCallback() {},
      setDeserializeMainFunction() {},
      runEmbedderPreload() {},
      compileSerializeMain() {},
      isBuildingSnapshotBuffer: new Uint8Array(1),
      anonymousMainPath: '__node_anonymous_main',
    }),
    trace_events: () => ({
      getEnabledCategories: () => undefined,
      setTraceCategoryStateUpdateHandler() {},
      getCategoryEnabledBuffer: () => new Uint8Array(1),
      isTraceCategoryEnabled: () => false,
      trace() {},
      CategorySet: class {},
      available: false,
    }),
    permission: () => ({ has: () => true, drop() {} }),
    report: () => ({
      writeReport() {},
      getReport: () => '{}',
      getCompact: () => false,
      setCompact() {},
      getExcludeNetwork: () => false,
      setExcludeNetwork() {},
      getExcludeEnv: () => false,
      setExcludeEnv() {},
      getDirectory: () => '',
      setDirectory() {},
      getFilename: () => '',
      setFilename() {},
      getSignal: () => 'SIGUSR2',
      setSignal() {},
      shouldReportOnFatalError: () => false,
      setReportOnFatalError() {},
      shouldReportOnSignal: () => false,
      setReportOnSignal() {},
      shouldReportOnUncaughtException: () => false,
      setReportOnUncaughtException() {},
    }),
    wasm_web_api: () => ({ setImplementation() {} }),
    diagnostics_channel: () => ({ linkNativeChannel() {}, subscribers: new Uint32Array(1024) }),
    url_pattern: () => ({
      URLPattern:
        (globalThis as { URLPattern?: unknown }).URLPattern ?? absent('URLPattern', 'This browser does not have it.'),
    }),
    cjs_lexer: () => ({ parse: () => [[], []] }),
    heap_utils: () => ({
      buildEmbedderGraph: () => [],
      triggerHeapSnapshot: () => undefined,
      createHeapSnapshotStream: () => undefined,
    }),
    sea: () => ({
      isSea: () => false,
      isExperimentalSeaWarningNeeded: () => false,
      getAsset: () => undefined,
      getAssetKeys: () => [],
    }),
    inspector: () => ({
      isEnabled: () => false,
      console: {},
      url: () => undefined,
      open() {},
      waitForDebugger: () => false,
      setConsoleExtensionInstaller() {},
      Connection: absent('The inspector', 'Use console.log.'),
      MainThreadConnection: absent('The inspector', 'Use console.log.'),
    }),
    tty_wrap: () => ({
      ...data('tty_wrap'),
      isTTY: () => false,
      TTY: absent('A terminal', 'Standard output is a file here.'),
    }),
    js_stream: () => ({ JSStream: absent('TLS over a stream', 'Use plain TCP.') }),
    stream_pipe: () => ({ StreamPipe: class {} }),
    udp_wrap: () => ({
      ...data('udp_wrap'),
      UDP: absent('UDP (node:dgram)', 'Browsers have no datagram sockets: use TCP.'),
      SendWrap: class {},
    }),
    tls_wrap: () => ({
      TLSWrap: absent('TLS', 'Serve plain HTTP: the network is inside this page.'),
      wrap: () => undefined,
      HAVE_SSL_TRACE: false,
    }),
    watchdog: () => ({ TraceSigintWatchdog: handle() }),
    profiler: () => ({ setCoverageDirectory() {}, setSourceMapCacheGetter() {}, takeCoverage() {}, stopCoverage() {} }),
    internal_only_v8: () => ({ queryObjects: () => [] }),
    locks: () => ({
      request: () => Promise.reject(new Error('navigator.locks is not available here')),
      query: () => Promise.resolve({ held: [], pending: [] }),
      LOCK_MODE_SHARED: 'shared',
      LOCK_MODE_EXCLUSIVE: 'exclusive',
      LOCK_STOLEN_ERROR: 'LOCK_STOLEN',
    }),
    webstorage: () => ({ Storage: absent('Web storage', 'Write a file instead.') }),
    http2: () => {
      throw Object.assign(new Error('HTTP/2 (node:http2) is not available in the browser. Use node:http.'), {
        code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      });
    },
  };
}

interface NestedNumbers {
  readonly [name: string]: number | string | null | NestedNumbers;
}

/** Each group when it is first asked for, as C++ defines them (NODE_DEFINE_CONSTANT in src/node.h). */
function createConstants(groups: Readonly<Record<string, NestedNumbers>>): object {
  const constants = {};
  for (const [name, values] of Object.entries(groups)) {
    let made: object | undefined;
    Object.defineProperty(constants, name, { enumerable: true, get: () => (made ??= readOnly(values)) });
  }
  return constants;
}

function readOnly(values: NestedNumbers): object {
  const group = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object' && value !== null) group[name] = readOnly(value);
    // One of zlib's is infinite, which JSON makes null.
    else Object.defineProperty(group, name, { value: value ?? Infinity, enumerable: true });
  }
  return group;
}
