/**
 * Which of Node's builtins are shipped, and in which chunk each is. Every process gets the chunk `core`; the page adds
 * the chunks of the builtins that a program mentions. Which chunks need which others comes from the library's own
 * `require` calls.
 */
import { parse, type Node } from 'acorn';
import { wrapperParameters } from './node-library.ts';

/** Builtins that are not shipped: they have no meaning in a browser, or the engine has its own in their place. */
const LEFT_OUT: readonly RegExp[] = [
  /^internal\/deps\/(?:acorn\/acorn-walk|v8)\b/,
  /^internal\/(?:debugger|inspector|v8_prof|quic|http2)\b/,
  /^internal\/repl(?:$|\/(?!history$))/,
  /^internal\/main\/(?!(?:run_main_module|test_runner|worker_thread|eval_string|eval_stdin|check_syntax)$)/,
  /^internal\/modules\/esm\/(?:loader|worker|module_job|module_map|translators|create_dynamic_module)$/,
  /^internal\/bootstrap\/shadow_realm$/,
  /^(?:http2|inspector|inspector\/promises|quic|repl|wasi|stream\/iter|zlib\/iter)$/,
  /^internal\/streams\/iter\//,
  /^internal\/(?:v8_prof_polyfill|inspector_async_hook|inspector_network_tracking|test\/transfer)$/,
];

/** Builtins that the worker brings itself. */
export const REPLACED: readonly string[] = ['internal/modules/esm/loader'];

/** Builtins that loading others does not bring along: the worker has stand-ins for them (worker/stand-ins.ts). */
const STOOD_IN: ReadonlySet<string> = new Set([
  'cluster',
  'internal/data_url',
  'internal/encoding/single-byte',
  'internal/modules/typescript',
  'internal/modules/package_map',
]);

/** Chunk name to the builtins in it; the first match counts, and a builtin that matches none is in `core`. */
const CHUNKS: readonly (readonly [chunk: string, ids: RegExp])[] = [
  [
    'webcrypto',
    /^internal\/crypto\/(?:webcrypto|webcrypto_util|webidl|aes|rsa|ec|cfrg|ml_dsa|ml_kem|mac|chacha20_poly1305)$/,
  ],
  ['crypto', /^(?:crypto$|internal\/crypto\/)/],
  ['fetch', /^internal\/deps\/undici\//],
  ['webstreams', /^(?:stream\/web|internal\/webstreams\/)/],
  [
    'test',
    /^(?:test$|test\/|internal\/(?:test_runner|watch_mode)\/|internal\/main\/test_runner$|internal\/deps\/minimatch)/,
  ],
  ['acorn', /^internal\/deps\/acorn\//],
  ['assert', /^(?:assert(?:\/strict)?|internal\/assert\/.*|internal\/util\/(?:comparisons|diff))$/],
  [
    'http',
    /^(?:_http_|http$|_stream_|net$|internal\/(?:http|stream_base_commons|freelist|socket_list|js_stream_socket|dtrace|blocklist|socketaddress|tty|perf\/(?:observe|performance_entry))$|tty$|dns$|dns\/promises$|internal\/dns\/(?!utils))/,
  ],
  ['zlib', /^zlib$/],
  ['tls', /^(?:tls|https|_tls_\w+|internal\/tls\/.*)$/],
  // A chunk of its own: net requires it, and gets a stand-in unless the program has brought the real one.
  ['cluster', /^(?:cluster$|internal\/cluster\/)/],
  [
    'process',
    /^(?:child_process|worker_threads|internal\/main\/(?:worker_thread|eval_string|eval_stdin|check_syntax)|internal\/(?:child_process|worker)(?:\/(?!js_transferable|clone_dom).*)?)$/,
  ],
  // The builtins that module.registerHooks(), module.register() and data: URLs need; util has getters for media types.
  ['hooks', /^internal\/(?:modules\/esm\/(?:load|hooks)|data_url|mime)$/],
  // Tables of windows-1252 and its like, for TextDecoder.
  ['encodings', /^internal\/encoding\/single-byte$/],
  ['readline', /^(?:readline|readline\/promises|internal\/readline\/.*|internal\/repl\/history)$/],
  ['perf', /^(?:perf_hooks|v8|vm|trace_events|internal\/(?:perf\/(?!utils).*|histogram|vm\/module|heap_utils))$/],
  [
    'fs',
    /^(?:fs\/promises|internal\/fs\/(?:promises|dir|glob|watchers|recursive_watch|rimraf|streams|cp\/.*|read\/.*)|internal\/file)$/,
  ],
  ['typescript', /^internal\/(?:deps\/amaro\/|modules\/typescript$)/],
  [
    'rest',
    /^(?:os|timers\/promises|stream\/consumers|internal\/error_serdes|internal\/(?:async_local_storage\/async_hooks|trace_events_async_hooks|modules\/package_map)|internal\/streams\/fast-utf8-stream|internal\/process\/(?:report|finalization)|dgram|internal\/dgram|domain|punycode|sea|sqlite|constants|sys|internal\/(?:cli_table|webstorage|locks|watchdog|wasm_web_api|util\/parse_args\/.*|source_map\/(?!source_map_cache$).*|legacy\/.*|freeze_intrinsics|test\/binding))$/,
  ],
];

/**
 * Modules that reach for these builtins or extensions when a program uses them, though not when they are loaded. A
 * program that names such a module gets them; a package's bundle does not bring them along.
 */
const SOON: Readonly<Record<string, readonly string[]>> = {
  'internal/deps/undici/undici': ['stream/web', 'internal/webstreams/compression', 'internal/file'],
  fs: ['internal/fs/promises', 'internal/fs/streams'],
  child_process: [
    'dgram',
    'internal/main/eval_string',
    'internal/main/eval_stdin',
    'internal/process/finalization',
    'internal/vm/module',
    'extension:options',
  ],
  cluster: ['child_process'],
  crypto: ['internal/crypto/webcrypto'],
  stream: ['stream/web'],
  // The message of assert.ok() quotes the call.
  assert: ['internal/deps/acorn/acorn/dist/acorn'],
  // Errors go between threads by way of v8.serialize.
  worker_threads: ['internal/main/worker_thread', 'internal/error_serdes', 'v8', 'extension:options'],
};

/** Builtins whose binding is an extension script: needed to load them, or only to use them. */
const EXTENSIONS: Readonly<Record<string, { readonly parts: readonly string[]; readonly soon: boolean }>> = {
  zlib: { parts: ['extension:zlib'], soon: true },
  sqlite: { parts: ['extension:sqlite'], soon: false },
  v8: { parts: ['extension:serialization'], soon: false },
  worker_threads: { parts: ['extension:serialization', 'extension:files'], soon: false },
  child_process: { parts: ['extension:processes', 'extension:files'], soon: false },
  // After an await the test runner finds its test by AsyncLocalStorage, for which the parser rewrites the source.
  test: { parts: ['extension:parser'], soon: false },
};

/** Global names that live outside `core`; a program that mentions one gets its chunks. */
const GLOBAL_MODULES: Readonly<Record<string, readonly string[]>> = {
  fetch: ['internal/deps/undici/undici'],
  Headers: ['internal/deps/undici/undici'],
  Request: ['internal/deps/undici/undici'],
  Response: ['internal/deps/undici/undici'],
  FormData: ['internal/deps/undici/undici'],
  WebSocket: ['internal/deps/undici/undici'],
  EventSource: ['internal/deps/undici/undici'],
  ReadableStream: ['internal/webstreams/readablestream'],
  WritableStream: ['internal/webstreams/writablestream'],
  TransformStream: ['internal/webstreams/transformstream'],
  CompressionStream: ['internal/webstreams/compression', 'zlib'],
  DecompressionStream: ['internal/webstreams/compression', 'zlib'],
  TextDecoderStream: ['internal/webstreams/encoding'],
  TextEncoderStream: ['internal/webstreams/encoding'],
  Blob: ['internal/blob'],
  File: ['internal/file'],
  crypto: ['internal/crypto/webcrypto'],
  performance: ['perf_hooks'],
  MessageChannel: ['worker_threads'],
  MessagePort: ['worker_threads'],
  BroadcastChannel: ['worker_threads'],
  structuredClone: ['v8'],
  // Express serves files through streams of fs.
  static: ['internal/fs/streams'],
  sendFile: ['internal/fs/streams'],
  download: ['internal/fs/streams'],
  createReadStream: ['internal/fs/streams'],
  createWriteStream: ['internal/fs/streams'],
  stdin: ['net', 'internal/fs/streams', 'extension:processes'],
  // Messages between processes that are not JSON.
  serialization: ['v8'],
  latin1: ['internal/encoding/single-byte'],
  'windows-1252': ['internal/encoding/single-byte'],
  'iso-8859-1': ['internal/encoding/single-byte'],
  allowedNodeEnvironmentFlags: ['extension:options'],
  registerHooks: ['internal/modules/esm/load'],
  'data:text/javascript': ['internal/modules/esm/load'],
  'data:application/json': ['internal/modules/esm/load'],
  isDeepStrictEqual: ['internal/util/comparisons'],
  compileStreaming: ['internal/wasm_web_api'],
  instantiateStreaming: ['internal/wasm_web_api'],
  stripTypeScriptTypes: ['internal/modules/typescript'],
  parseArgs: ['internal/util/parse_args/parse_args'],
  MIMEType: ['internal/mime'],
  MIMEParams: ['internal/mime'],
  fileURLToPathBuffer: ['internal/data_url'],
};

type AnyNode = Node & Record<string, unknown>;

export function shippedBuiltins(library: ReadonlyMap<string, string>): string[] {
  return [...library.keys()].filter((id) => !LEFT_OUT.some((pattern) => pattern.test(id)));
}

export function chunkOf(id: string): string {
  return CHUNKS.find(([, pattern]) => pattern.test(id))?.[0] ?? 'core';
}

/** Ids of builtins that this one requires while it loads, not later inside a function. */
function eagerRequires(id: string, source: string): string[] {
  const program = parse(`(function (${wrapperParameters(id)}) {${source}\n})`, {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
  }) as unknown as AnyNode;
  const found: string[] = [];
  const visit = (node: AnyNode, depth: number): void => {
    const inner = /Function/.test(node.type) ? depth + 1 : depth;
    const { callee, arguments: args } = node as unknown as {
      callee?: AnyNode & { name?: string };
      arguments?: (AnyNode & { value?: unknown })[];
    };
    if (
      node.type === 'CallExpression' &&
      callee?.name === 'require' &&
      (inner <= 1 || id.startsWith('internal/deps/')) &&
      typeof args?.[0]?.value === 'string'
    )
      found.push(args[0].value);
    for (const key in node) {
      const value = node[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof child === 'object' && child !== null && typeof (child as AnyNode).type === 'string')
          visit(child as AnyNode, inner);
      }
    }
  };
  visit(program, 0);
  return found.map((name) => name.replace(/^node:/, ''));
}

/**
 * For every builtin outside `core` or leading there: the chunks and extensions its loading needs, and with
 * `soon` what its use needs too.
 */
export function chunksByBuiltin(library: ReadonlyMap<string, string>, soon: boolean): Record<string, string[]> {
  const shipped = new Set(shippedBuiltins(library));
  const edges = new Map(
    [...shipped].map((id) => [
      id,
      eagerRequires(id, library.get(id) ?? '').filter((next) => shipped.has(next) && !STOOD_IN.has(next)),
    ]),
  );
  const needs: Record<string, string[]> = {};
  for (const id of shipped) {
    const reached = new Set<string>();
    const queue = [id];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(
        ...(edges.get(next) ?? []),
        ...((soon || next.startsWith('internal/deps/') ? SOON[next] : undefined) ?? []),
      );
    }
    const wanted = new Set<string>();
    for (const module of reached) {
      if (module.startsWith('extension:')) wanted.add(module);
      else if (chunkOf(module) !== 'core') wanted.add(chunkOf(module));
      const extension = EXTENSIONS[module];
      if (extension && (soon || !extension.soon)) for (const part of extension.parts) wanted.add(part);
    }
    if (wanted.size > 0) needs[id] = [...wanted].sort();
  }
  for (const name of [
    'parser',
    'commonjs',
    'crypto',
    'zlib',
    'brotli',
    'serialization',
    'processes',
    'options',
    'files',
  ])
    needs[`extension:${name}`] = [`extension:${name}`];
  return needs;
}

/** Global name to chunks and extensions. */
export function chunksByGlobal(builtins: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(GLOBAL_MODULES).map(([name, ids]) => [name, [...new Set(ids.flatMap((id) => builtins[id] ?? []))]]),
  );
}
