/** What the parts of a realm have in common. */
import type { Extensions } from '../extensions.ts';
import type { Program, ProcessImage } from '../../protocol/programs.ts';
import type { ProcessStart, SyncResult, SyncStart } from '../../protocol/child-processes.ts';
import type { ProcessToKernel } from '../../protocol/messages.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { ThreadInfo } from '../../protocol/threads.ts';
import type { Library } from '../../../sqlite/index.ts';
import type { TakeReply } from '../../shared/shared-reply.ts';
import type { BindingContext, Require } from '../binding.ts';
import type { AsyncContext } from '../bindings/async_context_frame.ts';
import type { WorkerContext } from '../bindings/worker.ts';
import type { ProcessClock } from '../clock.ts';
import type { Descriptors } from '../descriptors.ts';
import type { Facts } from '../facts.ts';
import type { BuiltinSources } from '../library.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Network } from '../network/network.ts';
import type { NodeOptions } from '../options/node-options.ts';
import type { StackFrames } from '../stacks/frames.ts';
import type { FileSystem } from '../vfs/file-system.ts';

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
  /** @param signal the signal that ends the process, if one does */
  exit(code: number, signal?: string): never;
  stderr(text: string): void;
  notice(text: string): void;
  /** WebAssembly files that came along with the program. */
  wasm(): ProcessImage['wasm'];
  /** @param path of a file that SQLite has opened */
  databaseOpened(path: string): void;
  /** SQLite has been started. */
  sqliteStarted(library: Library): void;
  /** Sends another message to the kernel. */
  post(message: ProcessToKernel): void;
  /** A builtin or extension that was not sent along; the host starts the process again with it. */
  missing(name: string): never;
}

/** A realm, as its parts see it. */
export interface RealmCore {
  readonly options: RealmOptions;
  readonly context: BindingContext;
  readonly process: NodeJS.Process;
  readonly asyncContext: AsyncContext;
  readonly sources: BuiltinSources;
  readonly frames: StackFrames;
  /** The command-line options of the program. */
  readonly given: NodeOptions;
  readonly symbols: Readonly<Record<string, symbol>>;
  readonly privateSymbols: Readonly<Record<string, symbol>>;
  /** `require` of Node's library, internal modules included. */
  readonly require: Require;
  /** An internal binding, as C++ has it. */
  binding(name: string): object;
  /** Node's own class. */
  DOMException(): typeof DOMException;
  /** An extension; where it did not come along, the program is started again with it. */
  part<Name extends keyof Extensions>(name: Name): NonNullable<Extensions[Name]>;
}

/** An extension, if it came along with the program. */
export const extension = <Name extends keyof Extensions>(name: Name): Extensions[Name] =>
  globalThis.engineExtensions?.[name];

/** A Buffer of Node's on the same memory. */
export function toBuffer({ require }: RealmCore, bytes: Uint8Array): Uint8Array {
  const { FastBuffer } = require('internal/buffer') as {
    FastBuffer: new (buffer: ArrayBufferLike, offset: number, length: number) => Uint8Array;
  };
  return new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
