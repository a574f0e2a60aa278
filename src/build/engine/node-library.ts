/**
 * Node's own JavaScript library, taken out of the pinned `node` binary at build time.
 *
 * Every builtin's source is in the binary and `process.binding('natives')` hands it out. Each module is
 * minified by itself and stays a source text: the worker compiles a module when it is first required,
 * under its own name (`node:net`), so stack traces read as in Node.
 */
import { minify } from 'terser';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withContextAcrossAwait } from '../../engine/embedded/transform/await-context.ts';

/** Every builtin's source by id (`net`, `internal/util/inspect`), as the binary has it. */
export function readNodeLibrary(): ReadonlyMap<string, string> {
  const { emitWarning } = process;
  process.emitWarning = () => {}; // DEP0111: the only public way to these sources
  try {
    const binding = Reflect.get(process, 'binding') as (name: string) => Record<string, unknown>;
    const natives = binding.call(process, 'natives');
    const library = new Map<string, string>();
    for (const [id, source] of Object.entries(natives)) {
      if (typeof source === 'string') library.set(id, source);
    }
    return library;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** The parameters Node compiles a builtin with (src/node_builtins.cc, BuiltinLoader::LookupAndCompile). */
export function wrapperParameters(id: string): string {
  if (id === 'internal/bootstrap/realm') return 'process, getLinkedBinding, getInternalBinding, primordials';
  if (id.startsWith('internal/per_context/')) return 'exports, primordials, privateSymbols, perIsolateSymbols';
  if (id.startsWith('internal/main/') || id.startsWith('internal/bootstrap/')) {
    return 'process, require, internalBinding, primordials';
  }
  return 'exports, require, module, process, internalBinding, primordials';
}

/** V8's private symbols never show; ordinary ones that stand in for them at least are not enumerable. */
function withHiddenSymbols(source: string): string {
  return source.replace(
    /\b(\w+)\[transfer_mode_private_symbol\] = (\w+);/g,
    'primordials.ObjectDefineProperty($1, transfer_mode_private_symbol, { __proto__: null, value: $2, writable: true, configurable: true, enumerable: false });',
  );
}

/** Without the branches for systems that the engine is none of: it says that it is Linux. */
function forLinux(source: string): string {
  const known = source
    .replace(/\bprocess\.platform === '(?:win32|darwin)'/g, 'false')
    .replace(/\bprocess\.platform !== '(?:win32|darwin)'/g, 'true');
  // The two that internal/util exports, where a file takes them from there.
  return ['isWindows', 'isMacOS'].reduce((text, name) => {
    const taken = new RegExp(`^  ${name},\\n(?=[^;]*\\} = require\\('internal/util'\\))`, 'm');
    return taken.test(text)
      ? text.replace(taken, '\n').replace(new RegExp(`(?<![.\\w])${name}\\b`, 'g'), 'false')
      : text;
  }, known);
}

/**
 * Node runs the immediates of a round in one call; here the call ends between two of them, so that the browser runs
 * microtasks. What one of these clears is looked for behind the immediate before it, which the next call must know.
 */
function withImmediateKept(source: string): string {
  return source.replace(
    /( {2}function processImmediate\(\) \{[^]*?) {4}let prevImmediate;\n/,
    '  let prevImmediate;\n$1\n',
  );
}

/**
 * One builtin as a minified function expression. Class and function names are visible to programs (in
 * inspect output, in errors), so they stay; local variables are shortened.
 */
async function compile(id: string, source: string): Promise<string> {
  const body = withContextAcrossAwait(withImmediateKept(forLinux(withHiddenSymbols(source))), { kind: 'function' });
  const result = await minify(`globalThis.x=(function (${wrapperParameters(id)}) {${body}\n})`, {
    ecma: 2020,
    compress: { keep_fnames: true, keep_classnames: true, keep_fargs: true, passes: 1 },
    mangle: { keep_fnames: true, keep_classnames: true },
    format: { comments: false },
  });
  const code = result.code ?? '';
  return code.replace(/^globalThis\.x=/, '').replace(/;$/, '');
}

/** The compiled modules, each remembered in `cache` by the hash of what it was made from. */
export async function compileNodeLibrary(
  library: ReadonlyMap<string, string>,
  ids: readonly string[],
  cache: string,
): Promise<ReadonlyMap<string, string>> {
  mkdirSync(cache, { recursive: true });
  const compiled = new Map<string, string>();
  for (const id of ids) {
    const source = library.get(id);
    if (source === undefined) throw new Error(`Node ${process.version} has no builtin named ${id}`);
    const key = createHash('sha256').update(`terser 4 ${id} ${source}`).digest('hex').slice(0, 24);
    const file = join(cache, `${key}.js`);
    let code: string;
    try {
      code = readFileSync(file, 'utf8');
    } catch {
      code = await compile(id, source);
      writeFileSync(file, code);
    }
    compiled.set(id, code);
  }
  return compiled;
}

/**
 * The HTTP parser that Node uses, as WebAssembly: Node's own undici carries llhttp in base64. The first
 * of its two builds is the one without SIMD, which every browser runs.
 */
export function readLlhttp(library: ReadonlyMap<string, string>): Uint8Array {
  const undici = library.get('internal/deps/undici/undici') ?? '';
  const match = /wasmBase64 = "(AGFzb[A-Za-z0-9+/=]+)"/.exec(undici);
  if (!match?.[1]) throw new Error(`undici of Node ${process.version} carries no llhttp in the expected place`);
  return Buffer.from(match[1], 'base64');
}

const AMARO = 'internal/deps/amaro/dist/index';

/**
 * Amaro, which takes types away, carries its WebAssembly in base64; beside the library it is a third smaller.
 * @returns the library with an amaro that takes the bytes from a binding, and the bytes.
 */
export function withoutAmaro(library: ReadonlyMap<string, string>): {
  readonly library: ReadonlyMap<string, string>;
  readonly amaro: Uint8Array;
} {
  const source = library.get(AMARO) ?? '';
  const match = /\w+\.from\("(AGFzb[A-Za-z0-9+/=]+)", "base64"\)/.exec(source);
  if (!match?.[1]) throw new Error(`amaro of Node ${process.version} carries no WebAssembly in the expected place`);
  const rest = source.replace(match[0], "internalBinding('wasm').amaro");
  return { library: new Map(library).set(AMARO, rest), amaro: Buffer.from(match[1], 'base64') };
}
