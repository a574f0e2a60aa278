/** Messages about the life of a process, from its worker to its exit, between host, kernel and process. */
import type { Descriptor } from './child-processes.ts';
import type { FileChanges, ForwardedChanges, MemberCount } from './files.ts';
import type { ThreadInfo } from './threads.ts';

/** The parts of the engine that a worker needs before it knows its program: Node's library, and bindings below it. */
export interface ProcessImage {
  /** Chunks of Node's library: each a JSON object from builtin id to function source. */
  readonly library: readonly string[];
  readonly facts: string;
  readonly llhttp: ArrayBuffer;
  /** Classic scripts that register further bindings (crypto, zlib, SQLite), run in order. */
  readonly extensions: readonly string[];
  /** WebAssembly that only some programs need, by its name in the manifest. */
  readonly wasm: Readonly<Record<string, ArrayBuffer>>;
}

/** Parts of the engine that a program will need, loaded while its process waits for it. */
export interface Preload {
  readonly library: readonly string[];
  /** Builtins that the program will load, to be run as without options of Node; left out when it has some. */
  readonly builtins?: readonly string[];
  /** CommonJS files that the program will load, to be compiled: path to contents. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** A program, and all that a process is told before it runs it. */
export interface Program {
  readonly pid: number;
  readonly ppid: number;
  readonly cwd: string;
  /** The words after `node`: options, file, arguments. */
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  /** The word that `node` was called by; `node` when left out. */
  readonly argv0?: string;
  readonly env: Readonly<Record<string, string>>;
  /** The process's descriptors from 0 on; when left out, standard input is empty and output is shown. */
  readonly stdio?: readonly Descriptor[];
  /** `BootOptions.exactOutput`. */
  readonly exactOutput?: boolean | undefined;
  /** `BootOptions.watch`, as absolute paths. */
  readonly watch?: readonly string[] | undefined;
  /** `BootOptions.keepDatabases`. */
  readonly keepDatabases?: boolean | undefined;
  /** The files: absolute path to contents. */
  readonly files: Readonly<Record<string, string | Uint8Array | Blob>>;
  /**
   * For a child or a thread, the starter's files as of its start. Contents that have not changed are left out; they are
   * in `files` and `tree`.
   */
  readonly copy?: FileChanges;
  /**
   * Set when the process shares its files with others from the start: its member number, the changes of others that it
   * has to apply first, and how many of each member's changes it then has.
   */
  readonly sharing?: {
    readonly member: number;
    readonly missed: readonly ForwardedChanges[];
    readonly seen: readonly MemberCount[];
  };
  /** The task whose range the ids of its connections are from; its pid when left out. */
  readonly task?: number;
  /** A directory tree that lies below `files` (src/engine/archive.ts); the program brought its packages itself. */
  readonly tree?: Blob;
  /** Further chunks and extensions this program needs, on top of the image's. */
  readonly image: Partial<ProcessImage>;
  /** Names of packages that could be imported, for the hint when one cannot; null when it brought its own. */
  readonly packages: readonly string[] | null;
}

export type ProgramsFromHost =
  /** Makes a worker and boots it, so that a later `start` with this pid answers at once. */
  | { readonly type: 'prepare'; readonly pid: number; readonly runtime: string; readonly image: ProcessImage }
  | { readonly type: 'preload'; readonly pid: number; readonly preload: Preload }
  /**
   * @param input the host's end of a pipe that is to be standard input
   * @param part the script that the kernel itself needs for a program that starts processes (frame/part.ts)
   * @param shared whether further processes of the session may start beside it
   */
  | {
      readonly type: 'start';
      readonly pid: number;
      readonly name: string;
      readonly program: Program;
      readonly input?: number;
      readonly part?: string | undefined;
      readonly shared: boolean;
    }
  | { readonly type: 'signal'; readonly pid: number; readonly signal: string };

export type ProgramsToHost =
  | { readonly type: 'ready' | 'started'; readonly pid: number }
  | { readonly type: 'listening' | 'closed'; readonly pid: number; readonly port: number }
  | { readonly type: 'missing'; readonly pid: number; readonly builtin: string }
  /** The browser could not start the worker, or has ended it. */
  | { readonly type: 'failed'; readonly pid: number; readonly reason: string }
  | { readonly type: 'exit'; readonly pid: number; readonly code: number | null; readonly signal: string | null };

export type ProgramsToKernel =
  /** The process has booted. */
  | { readonly type: 'ready' }
  /** The program has begun to run. */
  | { readonly type: 'started' }
  /** The program reached for a part of the engine that was not sent along: a builtin's id, or `extension:name`. */
  | { readonly type: 'missing'; readonly builtin: string }
  | { readonly type: 'exit'; readonly code: number; readonly signal?: string };

export type ProgramsToProcess =
  | { readonly type: 'boot'; readonly image: ProcessImage; readonly thread?: ThreadInfo }
  | { readonly type: 'preload'; readonly preload: Preload }
  | { readonly type: 'run'; readonly program: Program };
