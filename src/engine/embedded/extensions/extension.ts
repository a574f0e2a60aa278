/**
 * Parts of the worker that only some programs need are scripts of their own. Each registers itself under
 * a name; the page sends those a program needs along with it.
 */
import type { InputReply } from '../protocol/child-processes.ts';
import type { ProcessToKernel } from '../protocol/messages.ts';
import type { CryptoExtensionFactory } from '../worker/bindings/crypto/index.ts';
import type { createZlibBinding } from '../worker/bindings/zlib/full.ts';
import type { BrotliLibrary } from '../worker/bindings/zlib/brotli.ts';
import type { createIpcSerdesBinding } from '../worker/bindings/ipc_serdes.ts';
import type { createPipeWrap } from '../worker/bindings/pipe_wrap.ts';
import type { createChildProcesses } from '../worker/children/child-processes.ts';
import type { createSqliteBinding } from '../worker/bindings/sqlite.ts';
import type { createSerdesBinding } from '../worker/bindings/serdes.ts';
import type { createThreads } from '../worker/bindings/worker.ts';
import type { mappable } from '../worker/stacks/mappable.ts';
import type { StartContext, StartOptions, ThreadProblems } from '../worker/options/start.ts';
import type { ReadNames } from '../worker/modules/cjs-exports.ts';
import type { SharedFiles } from '../worker/files/shared-files.ts';
import type { Cloner } from '../worker/threads/clone.ts';
import type * as AwaitContext from '../transform/await-context.ts';
import type * as ModuleFunctions from '../transform/module-function.ts';
import type * as OriginalColumn from '../transform/original-column.ts';
import type * as SyntaxErrors from '../transform/syntax-error.ts';

/** V8's wire format: what `node:v8` and messages between threads are made of; and threads. */
export interface Serialization {
  readonly createSerdesBinding: typeof createSerdesBinding;
  readonly Cloner: typeof Cloner;
  readonly createThreads: typeof createThreads;
}

/** Pipes and child processes. */
export interface ProcessesExtension {
  /** Waits for what comes to standard input. */
  readonly readInput: (connection: number, post: (message: ProcessToKernel) => void) => InputReply;
  readonly createPipeWrap: typeof createPipeWrap;
  readonly createChildProcesses: typeof createChildProcesses;
  readonly createIpcSerdesBinding: typeof createIpcSerdesBinding;
}

/** Options of the command line, and what few programs use but by one of them. */
export interface OptionsExtension {
  readonly mappable: typeof mappable;
  readStart(context: StartContext): StartOptions;
  optionsInfo(): object;
  threadProblems(execArgv: readonly string[], env: Readonly<Record<string, string>> | null): ThreadProblems | undefined;
}

export interface Extensions {
  parser?: typeof AwaitContext & typeof ModuleFunctions & typeof OriginalColumn & typeof SyntaxErrors;
  /** Of CommonJS modules that ES modules import. */
  commonjs?: ReadNames;
  crypto?: CryptoExtensionFactory;
  zlib?: typeof createZlibBinding;
  brotli?: () => BrotliLibrary;
  sqlite?: typeof createSqliteBinding;
  serialization?: Serialization;
  processes?: ProcessesExtension;
  options?: OptionsExtension;
  /** For programs that are not alone in their session. */
  files?: typeof SharedFiles;
}

declare global {
  var engineExtensions: Extensions | undefined;
}

/** Adds a part to those this worker has. */
export function register<Name extends keyof Extensions>(name: Name, part: Extensions[Name]): void {
  (globalThis.engineExtensions ??= {})[name] = part;
}
