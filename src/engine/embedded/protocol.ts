/**
 * The messages between a process (a worker) and the kernel (the frame), and between the kernel and the
 * host (the page). All of them are plain data; bytes are transferred, not copied.
 *
 * Connections are numbered by whoever opens them, from a range of its own; the accepting side gets a
 * number from the kernel. A number means one end of one connection.
 */

import type { LinkFaults } from '../engine.ts';

export type { LinkFaults };

export interface SocketAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

/** The session's clock: at the machine's time `real` it showed `virtual`, and runs `rate` times as fast. */
export interface ClockState {
  readonly virtual: number;
  readonly real: number;
  readonly rate: number;
}

/** Something that went over a wire. */
export interface TapEvent {
  /** Milliseconds since 1970 on the session's clock, when it was sent. */
  readonly time: number;
  readonly connection: number;
  /** The port that was connected to. */
  readonly port: number;
  readonly from: string;
  readonly to: string;
  readonly type: 'open' | 'data' | 'end' | 'close' | 'reset';
  readonly bytes?: ArrayBuffer;
}

/** Traffic of one connection end; the same both ways. */
export type StreamMessage =
  | { readonly type: 'data'; readonly connection: number; readonly bytes: ArrayBuffer }
  /** The receiver has taken this many bytes off the connection (flow control). */
  | { readonly type: 'consumed'; readonly connection: number; readonly count: number }
  /** No more will be sent. */
  | { readonly type: 'end'; readonly connection: number }
  /** The socket is closed: anything still sent to it is answered with a reset. */
  | { readonly type: 'close'; readonly connection: number }
  | { readonly type: 'reset'; readonly connection: number };

/** A thread that a process wants: the rest of its program is the process's own. */
export interface ThreadStart {
  readonly id: number;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Options of node; those of the process when left out. */
  readonly execArgv: readonly string[] | undefined;
  readonly cwd: string;
  readonly files: FileCopy;
  /** Its end of the channel to the thread that makes it (`worker/threads/port-state.ts`). */
  readonly port: { readonly port: MessagePort; readonly backlog: readonly unknown[] };
}

/** What a thread has to know before it boots. */
export type ThreadInfo = Pick<ThreadStart, 'id' | 'name' | 'port'>;

/** The files of a process as they are at one moment. */
export interface FileCopy {
  readonly files: readonly (readonly [path: string, contents: string | Uint8Array, mode: number])[];
  readonly directories: readonly string[];
  readonly links: readonly (readonly [path: string, target: string])[];
}

export type ProcessToKernel =
  | StreamMessage
  | { readonly type: 'thread'; readonly thread: ThreadStart }
  | { readonly type: 'stop-thread'; readonly id: number }
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  | { readonly type: 'listen'; readonly port: number; readonly address: string }
  | { readonly type: 'unlisten'; readonly port: number }
  | { readonly type: 'connect'; readonly connection: number; readonly port: number }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'missing'; readonly builtin: string }
  /** Nothing to do until `next` (milliseconds since 1970), while the clock stands still; `seen` messages taken so far. */
  | { readonly type: 'rest'; readonly next: number | null; readonly seen: number }
  | { readonly type: 'exit'; readonly code: number };

export type KernelToProcess =
  | StreamMessage
  | { readonly type: 'thread-exit'; readonly id: number; readonly code: number; readonly reason?: string }
  | { readonly type: 'boot'; readonly image: ProcessImage; readonly thread?: ThreadInfo }
  | { readonly type: 'preload'; readonly preload: Preload }
  | { readonly type: 'run'; readonly program: Program }
  | { readonly type: 'clock'; readonly state: ClockState }
  | { readonly type: 'ports'; readonly ports: readonly number[] }
  | { readonly type: 'refused'; readonly connection: number }
  | { readonly type: 'connected'; readonly connection: number; readonly local: SocketAddress; readonly remote: SocketAddress }
  | { readonly type: 'accept'; readonly connection: number; readonly local: SocketAddress; readonly remote: SocketAddress }
  | { readonly type: 'in-use'; readonly port: number };

/** What a worker needs before it knows its program: Node's library and what lies below it. */
export interface ProcessImage {
  /** Chunks of Node's library: each a JSON object from builtin id to function source. */
  readonly library: readonly string[];
  readonly facts: string;
  readonly llhttp: ArrayBuffer;
  /** Classic scripts that register further bindings (crypto, zlib, SQLite), run in order. */
  readonly extensions: readonly string[];
  readonly sqlite: ArrayBuffer | null;
}

/** Parts that a program will need, loaded while its process waits for it. */
export interface Preload {
  readonly library: readonly string[];
}

export interface Program {
  readonly pid: number;
  readonly ppid: number;
  readonly cwd: string;
  /** As given to `node`: options, file, arguments. */
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path to contents. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** A process's files as of another's start; a thread's, in place of the ones above. */
  readonly copy?: FileCopy;
  /** What tells its ends of connections from those of others; its pid when left out. */
  readonly task?: number;
  /** A directory tree that lies below them (`../archive.ts`); the program brought its packages itself. */
  readonly tree?: Blob;
  /** Further chunks and extensions this program needs, on top of the image's. */
  readonly image: Partial<ProcessImage>;
  /** Names of packages that could be imported, for the hint when one cannot; null when it brought its own. */
  readonly packages: readonly string[] | null;
}

export type HostToKernel =
  | StreamMessage
  /** Makes a worker and boots it, so that a later `start` with this pid answers at once. */
  | { readonly type: 'prepare'; readonly pid: number; readonly runtime: string; readonly image: ProcessImage }
  | { readonly type: 'preload'; readonly pid: number; readonly preload: Preload }
  /** Answered with `pong` as long as the frame lives. */
  | { readonly type: 'ping' }
  | { readonly type: 'start'; readonly pid: number; readonly name: string; readonly program: Program }
  | { readonly type: 'link'; readonly a: string; readonly b: string; readonly faults: LinkFaults }
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'advance'; readonly id: number; readonly milliseconds: number }
  | { readonly type: 'tap'; readonly on: boolean }
  | { readonly type: 'kill'; readonly pid: number }
  /** The page has taken so many characters of output (flow control of the log). */
  | { readonly type: 'taken'; readonly pid: number; readonly count: number }
  | { readonly type: 'connect'; readonly connection: number; readonly port: number };

export type KernelToHost =
  | StreamMessage
  | { readonly type: 'frame-ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'ready'; readonly pid: number }
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'output'; readonly pid: number; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'notice'; readonly pid: number; readonly text: string }
  | { readonly type: 'listening'; readonly pid: number; readonly port: number }
  | { readonly type: 'closed'; readonly pid: number; readonly port: number }
  | { readonly type: 'exit'; readonly pid: number; readonly code: number | null; readonly signal: string | null }
  | { readonly type: 'missing'; readonly pid: number; readonly builtin: string }
  | { readonly type: 'failed'; readonly pid: number; readonly reason: string }
  | { readonly type: 'clock'; readonly state: ClockState }
  | { readonly type: 'advanced'; readonly id: number }
  | { readonly type: 'tapped'; readonly event: TapEvent }
  | { readonly type: 'refused'; readonly connection: number }
  | { readonly type: 'connected'; readonly connection: number };

/** Bytes one side may send before the other has consumed any: the size of the virtual socket buffer. */
export const WINDOW = 256 * 1024;

/** Consumed bytes are reported once they add up to this. */
export const REPORT = 64 * 1024;

/** First connection number of a process; the host is process 0. */
export const connectionBase = (pid: number): number => pid * 2 ** 24 + 1;
