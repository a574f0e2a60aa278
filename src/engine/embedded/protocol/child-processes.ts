/** Messages about child processes, between a process and the kernel. */
import type { ClockState } from './clock.ts';
import type { PassedConnection } from './connections.ts';
import type { ForwardedChanges, StartFiles } from './files.ts';

/** Workers that the processes of one session may start: threads and child processes together. */
export const PROCESS_LIMIT = 64;

/** A descriptor of a child, as the process that starts the child gives it. */
export type DescriptorStart =
  | { readonly type: 'null' }
  /** A new pipe; both ends are numbered by the starter, who keeps `own`. */
  | { readonly type: 'pipe'; readonly own: number; readonly other: number }
  /** The end of a connection that the starter gives away. */
  | { readonly type: 'given'; readonly handle: PassedConnection }
  /** The starter's own descriptor of that number. */
  | { readonly type: 'inherited'; readonly fd: number };

/**
 * A descriptor, as the process that has it is told; `output` is shown, or relayed to the process that it belongs to.
 */
export type Descriptor =
  | { readonly type: 'null' | 'output' }
  | { readonly type: 'pipe'; readonly connection: number; readonly given?: PassedConnection };

/** A process that another one starts: `node` with these words. */
export interface ProcessStart extends StartFiles {
  /** One of the numbers that the kernel has set aside for the starter. */
  readonly pid: number;
  readonly argv0: string;
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdio: readonly DescriptorStart[];
}

/** A process that another one starts and waits for; the kernel numbers it and holds its pipes. */
export interface SyncStart extends Omit<ProcessStart, 'pid' | keyof StartFiles> {
  /** Bytes to write to each pipe of `stdio`; null: none. */
  readonly inputs: readonly (Uint8Array | null)[];
  /** Milliseconds until the process is sent `killSignal`; 0: never. */
  readonly timeout: number;
  /** Bytes of output on all pipes together beyond which the process is sent `killSignal`; 0: no limit. */
  readonly maxBuffer: number;
  readonly killSignal: string;
}

/** How a process ended that another one waited for. */
export interface SyncResult {
  readonly pid: number;
  readonly status: number | null;
  readonly signal: string | null;
  readonly error?: 'EAGAIN' | 'EPIPE' | 'ENOBUFS' | 'ETIMEDOUT';
  /** The bytes that the process wrote to each pipe, by descriptor; null when it did not start. */
  readonly output: readonly (Uint8Array | null)[] | null;
  /** Texts that it wrote to descriptors of the process that waited. */
  readonly relayed: readonly { readonly fd: number; readonly text: string }[];
  /** Changes of files, by any process, that the process that waited has not been sent. */
  readonly files: readonly ForwardedChanges[];
  /** The session's clock as it is now, since the process that waited has had no messages meanwhile. */
  readonly clock: ClockState;
}

/** Input that has come since the last reply; null when it is already sent to the process as it comes. */
export type InputReply = { readonly parts: readonly Uint8Array[]; readonly ended: boolean } | null;

export type ChildProcessesToKernel =
  | { readonly type: 'spawn'; readonly start: ProcessStart }
  /** The process waits from here on; the answer, a `SyncResult`, comes by way of `shared` (shared/shared-reply.ts). */
  | { readonly type: 'spawn-sync'; readonly start: SyncStart & StartFiles; readonly shared: SharedArrayBuffer }
  /** The process waits for standard input; the answer is an `InputReply`. */
  | { readonly type: 'read-sync'; readonly connection: number; readonly shared: SharedArrayBuffer }
  /** The process has taken a part of the answer, and there are more. */
  | { readonly type: 'reply-next' };

export type ChildProcessesToProcess =
  | {
      readonly type: 'child-exit';
      readonly pid: number;
      readonly code: number | null;
      readonly signal: string | null;
      readonly error?: 'EAGAIN';
    }
  /**
   * @param live process ids of all processes
   * @param reserved further process ids, for processes that this one will start
   * @param room how many processes may still be started
   */
  | {
      readonly type: 'pids';
      readonly live: readonly number[];
      readonly reserved: readonly number[];
      readonly room: number;
    }
  /** Output of a process that shares descriptor `fd` of this one. */
  | { readonly type: 'relay'; readonly fd: number; readonly text: string };
