/**
 * Extensions: parts of the engine that only some programs need. Each is a script of its own (embedded/extensions/),
 * which registers itself under a name; the page sends a program the scripts that it needs.
 */
import type { InputReply } from '../protocol/child-processes.ts';
import type { ProcessToKernel } from '../protocol/messages.ts';
import type { CryptoExtensionFactory } from './bindings/crypto/index.ts';
import type { createZlibBinding } from './bindings/zlib/full.ts';
import type { BrotliLibrary } from './bindings/zlib/brotli.ts';
import type { createIpcSerdesBinding } from './bindings/ipc_serdes.ts';
import type { createPipeWrap } from './bindings/pipe_wrap.ts';
import type { createChildProcesses } from './children/child-processes.ts';
import type { createSqliteBinding } from './bindings/sqlite.ts';
import type { look } from './databases/look.ts';
import type { createSerdesBinding } from './bindings/serdes.ts';
import type { createThreads } from './bindings/worker.ts';
import type { mappable } from './stacks/mappable.ts';
import type { StartContext, StartOptions, ThreadProblems } from './options/start.ts';
import type { ReadNames } from './modules/cjs-exports.ts';
import type { SharedFiles } from './files/shared-files.ts';
import type { Cloner } from './threads/clone.ts';
import type * as AwaitContext from '../transform/await-context.ts';
import type * as ModuleFunctions from '../transform/module-function.ts';
import type * as OriginalColumn from '../transform/original-column.ts';
import type * as SyntaxErrors from '../transform/syntax-error.ts';

/** Threads, and V8's serialization format, in which `node:v8` and messages between threads are written. */
export interface Serialization {
  readonly createSerdesBinding: typeof createSerdesBinding;
  readonly Cloner: typeof Cloner;
  readonly createThreads: typeof createThreads;
}

/** Pipes and child processes. */
export interface ProcessesExtension {
  /** Waits for standard input, without the event loop. */
  readonly readInput: (connection: number, post: (message: ProcessToKernel) => void) => InputReply;
  readonly createPipeWrap: typeof createPipeWrap;
  readonly createChildProcesses: typeof createChildProcesses;
  readonly createIpcSerdesBinding: typeof createIpcSerdesBinding;
}

/** Options of the command line, and functions that hardly any program uses without one of them. */
export interface OptionsExtension {
  readonly mappable: typeof mappable;
  readStart(context: StartContext): StartOptions;
  optionsInfo(): object;
  threadProblems(execArgv: readonly string[], env: Readonly<Record<string, string>> | null): ThreadProblems | undefined;
}

export interface Extensions {
  parser?: typeof AwaitContext & typeof ModuleFunctions & typeof OriginalColumn & typeof SyntaxErrors;
  /** Reads the export names of CommonJS modules that ES modules import. */
  commonjs?: ReadNames;
  crypto?: CryptoExtensionFactory;
  zlib?: typeof createZlibBinding;
  brotli?: () => BrotliLibrary;
  sqlite?: typeof createSqliteBinding;
  /** Looks into the databases of the program; comes when the page asks for that. */
  databases?: typeof look;
  serialization?: Serialization;
  processes?: ProcessesExtension;
  options?: OptionsExtension;
  /** Shared files, for programs that are not alone in their session. */
  files?: typeof SharedFiles;
}

declare global {
  var engineExtensions: Extensions | undefined;
}

/** Adds an extension to those that this worker has. */
export function register<Name extends keyof Extensions>(name: Name, part: Extensions[Name]): void {
  const key = 'engineExtensions';
  if (!globalThis[key]) Object.defineProperty(globalThis, key, { value: {} });
  globalThis[key]![name] = part;
}
