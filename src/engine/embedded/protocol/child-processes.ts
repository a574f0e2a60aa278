/** Child processes: what a process and the kernel tell each other of them. */
import type { ClockState } from './clock.ts';
import type { PassedConnection } from './connections.ts';
import type { ForwardedChanges, StartFiles } from './files.ts';

/** Workers that the processes of one session may start: threads and child processes together. */
export const PROCESS_LIMIT = 64;

/** What a descriptor of a child stands for, as the process says that starts it. */
export type DescriptorStart =
  | { readonly type: 'null' }
  /** A new pipe; both ends are numbered by the starter, who keeps `own`. */
  | { readonly type: 'pipe'; readonly own: number; readonly other: number }
  /** The end of a connection that the starter gives away. */
  | { readonly type: 'given'; readonly handle: PassedConnection }
  /** The starter's own descriptor of that number. */
  | { readonly type: 'inherited'; readonly fd: number };

/** What a descriptor stands for, as the process itself is told; `output` is shown, or goes to whoever it belongs to. */
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
  /** What is written to each pipe of `stdio`; null: nothing. */
  readonly inputs: readonly (Uint8Array | null)[];
  /** Milliseconds until it is sent `killSignal`; 0: never. */
  readonly timeout: number;
  /** Bytes of output on all pipes together beyond which it is sent `killSignal`; 0: any number. */
  readonly maxBuffer: number;
  readonly killSignal: string;
}

/** How a process ended that another one waited for. */
export interface SyncResult {
  readonly pid: number;
  readonly status: number | null;
  readonly signal: string | null;
  readonly error?: 'EAGAIN' | 'EPIPE' | 'ENOBUFS' | 'ETIMEDOUT';
  /** What it wrote to each pipe, by descriptor; null when it did not start. */
  readonly output: readonly (Uint8Array | null)[] | null;
  /** What it wrote to descriptors of the process that waited. */
  readonly relayed: readonly { readonly fd: number; readonly text: string }[];
  /** Changes to files, by it or by another process, that the process that waited has not had. */
  readonly files: readonly ForwardedChanges[];
  /** The session's clock as it is now: the process that waited has heard nothing meanwhile. */
  readonly clock: ClockState;
}

/** What has come to standard input since the last time; null when it is sent already, as it comes. */
export type InputReply = { readonly parts: readonly Uint8Array[]; readonly ended: boolean } | null;

export type ChildProcessesToKernel =
  | { readonly type: 'spawn'; readonly start: ProcessStart }
  /** The process waits from here on; the answer, a `SyncResult`, comes by way of `shared` (shared/shared-reply.ts). */
  | { readonly type: 'spawn-sync'; readonly start: SyncStart & StartFiles; readonly shared: SharedArrayBuffer }
  /** The process waits for what comes to standard input; the answer is an `InputReply`. */
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
   * @param live the processes that there are.
   * @param reserved further numbers, for processes that this one will start.
   * @param room how many may be started.
   */
  | {
      readonly type: 'pids';
      readonly live: readonly number[];
      readonly reserved: readonly number[];
      readonly room: number;
    }
  /** Output of a process that shares descriptor `fd` of this one. */
  | { readonly type: 'relay'; readonly fd: number; readonly text: string };
