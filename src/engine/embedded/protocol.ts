/**
 * The messages between a process (a worker) and the kernel (the frame), and between the kernel and the
 * host (the page). All of them are plain data; bytes are transferred, not copied.
 *
 * Connections are numbered by whoever opens them, from a range of its own; the accepting side gets a
 * number from the kernel. A number means one end of one connection.
 */

import type { LinkFaults, TapEvent } from '../engine.ts';

export type { LinkFaults };
export { REPORT, WINDOW, handedOver } from '../shared/stream.ts';

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

/** What `TapEvent` of the contract says, with its bytes as they are transferred. */
export interface TappedEvent extends Omit<TapEvent, 'bytes'> {
  readonly bytes?: ArrayBuffer;
}

/** Traffic of one connection end; the same both ways. */
export type StreamMessage =
  | { readonly type: 'data'; readonly connection: number; readonly bytes: ArrayBuffer; readonly pass?: PassedHandle }
  /** The receiver has taken this many bytes off the connection (flow control). */
  | { readonly type: 'consumed'; readonly connection: number; readonly count: number }
  /** No more will be sent. */
  | { readonly type: 'end'; readonly connection: number }
  /** The socket is closed: anything still sent to it is answered with a reset. */
  | { readonly type: 'close'; readonly connection: number; readonly unread?: readonly ArrayBuffer[] }
  | { readonly type: 'reset'; readonly connection: number; readonly unread?: readonly ArrayBuffer[] };

/**
 * A handle that goes to another process along with data over a pipe (SCM_RIGHTS). As with a descriptor that
 * is sent, the sender keeps it until it closes it: a connection that the receiver closes before goes back.
 */
export type PassedHandle =
  | {
      readonly type: 'connection';
      readonly connection: number;
      readonly local: SocketAddress;
      readonly remote: SocketAddress;
      /** What had arrived and nobody had read. */
      readonly backlog: readonly ArrayBuffer[];
      readonly ending?: 'end' | 'reset';
      /** Bytes sent that the other side has not taken. */
      readonly inFlight: number;
    }
  | { readonly type: 'listener'; readonly local: SocketAddress };

/** What a descriptor of a new process stands for. */
export type DescriptorStart =
  | { readonly type: 'null' }
  /** A new pipe: the starter's end and the other. */
  | { readonly type: 'pipe'; readonly own: number; readonly other: number }
  /** The end of a connection that the starter has. */
  | { readonly type: 'given'; readonly handle: PassedHandle & { readonly type: 'connection' } }
  /** The starter's own of that number. */
  | { readonly type: 'inherited'; readonly fd: number };

/** The same for the process itself; `output` is shown, or goes to whoever's it is. */
export type Descriptor =
  | { readonly type: 'null' | 'output' }
  | {
      readonly type: 'pipe';
      readonly connection: number;
      readonly given?: PassedHandle & { readonly type: 'connection' };
    };

/** With what files a process begins that another one starts. */
export interface StartFiles {
  /** All that the starter has. */
  readonly files: FileChanges;
  /** How many changes of other processes are in them. */
  readonly applied: number;
}

/** A process that another one starts: `node` with these words. */
export interface ProcessStart extends StartFiles {
  /** One of those that the kernel has set aside for the starter. */
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

/** What has come to standard input since the last time; null when it is sent already, as it comes. */
export type InputReply = { readonly parts: readonly Uint8Array[]; readonly ended: boolean } | null;

export interface SyncResult {
  readonly pid: number;
  readonly status: number | null;
  readonly signal: string | null;
  readonly error?: 'EAGAIN' | 'EPIPE' | 'ENOBUFS' | 'ETIMEDOUT';
  /** By descriptor what it wrote to a pipe; null when it did not start. */
  readonly output: readonly (Uint8Array | null)[] | null;
  /** What it wrote to descriptors of the one that waited. */
  readonly relayed: readonly { readonly fd: number; readonly text: string }[];
  /** Changes that it, or another process, made to files and that the one that waited has not had. */
  readonly files: readonly ForwardedChanges[];
  /** What it is now by the session's clock, for one that has heard nothing meanwhile. */
  readonly clock: ClockState;
}

/** A thread that a process wants: the rest of its program is the process's own. */
export interface ThreadStart extends StartFiles {
  readonly id: number;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Options of node; those of the process when left out. */
  readonly execArgv: readonly string[] | undefined;
  readonly cwd: string;
  /** Its end of the channel to the thread that makes it (`worker/threads/port-state.ts`). */
  readonly port: { readonly port: MessagePort; readonly backlog: readonly unknown[] };
}

/** What a thread has to know before it boots. */
export type ThreadInfo = Pick<ThreadStart, 'id' | 'name' | 'port'>;

/** A file, directory or symbolic link that others do not know yet. */
export interface FileNode {
  /** By which all processes of the session know it. */
  readonly id: string;
  /** By which some know it, too: two made it at the same time (`free` of an entry). */
  readonly also?: readonly string[] | undefined;
  readonly kind: 'file' | 'directory' | 'link';
  readonly attributes: FileAttributes;
  /** Of a symbolic link. */
  readonly target?: string;
  /** Of a file; left out when it is as the file at `base` was when the session's process started. */
  readonly contents?: Uint8Array | undefined;
  readonly base?: string | undefined;
  /** Whether the contents were added at the end, as a log's are. */
  readonly appended?: boolean;
}

/** mode, uid, gid, and the times of access, modification and change: seconds and nanoseconds each. */
export type FileAttributes = readonly number[];

/** What a file holds now, as far as it has changed. */
export interface ContentChange {
  readonly id: string;
  readonly attributes: FileAttributes;
  /** The smallest size that it was cut off to. */
  readonly cut?: number | undefined;
  /** Its size in the end, when that was set. */
  readonly size?: number | undefined;
  readonly writes: readonly (readonly [position: number, bytes: Uint8Array])[];
  /** Bytes that were added at its end, wherever that is. */
  readonly appended?: Uint8Array | undefined;
}

/** What a process has changed in its files: what there is now, not how it came about. */
export interface FileChanges {
  readonly nodes: readonly FileNode[];
  /**
   * What has a name in a directory (its id) now; null: nothing any more. `free`: it is new, and its process saw nothing
   * of that name. Where there is something meanwhile, it and the new one are the same, as if the later process had
   * opened what the earlier one had made.
   */
  readonly entries: readonly (readonly [directory: string, name: string, id: string | null, free?: boolean])[];
  readonly contents: readonly ContentChange[];
}

/** A process that shares its files, and how many times it has changed them. */
export type MemberCount = readonly [member: number, count: number];

/** The changes of one process, as another gets them. */
export interface ForwardedChanges {
  /** Counts what this receiver gets, from 1. */
  readonly index: number;
  /** How many of the receiver's own changes came before these. */
  readonly own: number;
  /** Whose they are, and how many that has made with these. */
  readonly from: MemberCount;
  readonly changes: FileChanges;
}

/** One end of a pair of the browser's message ports, in the thread that has it now. */
export interface PortEnd {
  readonly channel: string;
  readonly side: 0 | 1;
  /** How many messages have been posted at this end. */
  posted: number;
  /** How many have been taken that were posted at the other; Infinity when this one is closed. */
  taken: number;
  /** It has left for another thread. */
  gone?: true;
}

export type ProcessToKernel =
  | StreamMessage
  | { readonly type: 'thread'; readonly thread: ThreadStart }
  | { readonly type: 'stop-thread'; readonly id: number }
  | { readonly type: 'spawn'; readonly start: ProcessStart }
  /** The process waits from here on; the answer, a `SyncResult`, comes by way of `shared` (shared-reply.ts). */
  | { readonly type: 'spawn-sync'; readonly start: SyncStart & StartFiles; readonly shared: SharedArrayBuffer }
  /** The same for what comes to standard input; an `InputReply`. */
  | { readonly type: 'read-sync'; readonly connection: number; readonly shared: SharedArrayBuffer }
  /** It has taken a part of the answer, and there are more. */
  | { readonly type: 'reply-next' }
  | { readonly type: 'signal'; readonly pid: number; readonly signal: string }
  /** Whether the program has a listener for this signal. */
  | { readonly type: 'handles'; readonly signal: string; readonly on: boolean }
  /** Changes to its files, and how many of others' it has. */
  | { readonly type: 'files'; readonly changes: FileChanges; readonly applied: number }
  /** A BroadcastChannel of that number is opened, or closed: without a name. */
  | { readonly type: 'channel'; readonly channel: number; readonly name?: string }
  | { readonly type: 'broadcast'; readonly channel: number; readonly message: unknown }
  /** SQLite has opened a file there, and its locks reach no further than the process. */
  | { readonly type: 'database'; readonly path: string }
  /** It has so many changes of others. */
  | { readonly type: 'files-applied'; readonly applied: number }
  /** Answers `passed`: what had been on its way. Or it is to be sent its standard input from now on. */
  | { readonly type: 'leftover'; readonly connection: number; readonly messages: readonly StreamMessage[] }
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  /** @param accepts false when the port is only to be passed to others. */
  | { readonly type: 'listen'; readonly port: number; readonly address: string; readonly accepts: boolean }
  | { readonly type: 'unlisten'; readonly port: number }
  | { readonly type: 'connect'; readonly connection: number; readonly port: number }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'missing'; readonly builtin: string }
  /** Nothing to do until `next` (milliseconds since 1970), while the clock stands still; `seen` messages taken so far. */
  /** @param ports those that have changed since the last time; only with threads */
  | { readonly type: 'rest'; readonly next: number | null; readonly seen: number; readonly ports: readonly PortEnd[] }
  | { readonly type: 'exit'; readonly code: number; readonly signal?: string };

export type KernelToProcess =
  | StreamMessage
  | { readonly type: 'thread-exit'; readonly id: number; readonly code: number; readonly reason?: string }
  | {
      readonly type: 'child-exit';
      readonly pid: number;
      readonly code: number | null;
      readonly signal: string | null;
      readonly error?: 'EAGAIN';
    }
  | ({ readonly type: 'files' } & ForwardedChanges)
  /** Something was posted on other channels of the same name. */
  | { readonly type: 'broadcast'; readonly channel: number; readonly message: unknown }
  /** So many of its changes have been passed on. */
  | { readonly type: 'files-taken'; readonly count: number }
  | { readonly type: 'signal'; readonly signal: string }
  /** Processes there are, further numbers set aside for those that this one starts, and how many may be started. */
  | {
      readonly type: 'pids';
      readonly live: readonly number[];
      readonly reserved: readonly number[];
      readonly room: number;
    }
  /** Output of a process that shares a descriptor of this one. */
  | { readonly type: 'relay'; readonly fd: number; readonly text: string }
  /** The connection has another owner from here on. */
  | { readonly type: 'passed'; readonly connection: number }
  | { readonly type: 'boot'; readonly image: ProcessImage; readonly thread?: ThreadInfo }
  | { readonly type: 'preload'; readonly preload: Preload }
  | { readonly type: 'run'; readonly program: Program }
  | { readonly type: 'clock'; readonly state: ClockState }
  | { readonly type: 'ports'; readonly ports: readonly number[] }
  | { readonly type: 'refused'; readonly connection: number }
  | {
      readonly type: 'connected';
      readonly connection: number;
      readonly local: SocketAddress;
      readonly remote: SocketAddress;
    }
  | {
      readonly type: 'accept';
      readonly connection: number;
      readonly local: SocketAddress;
      readonly remote: SocketAddress;
    }
  | { readonly type: 'in-use'; readonly port: number };

/** What a worker needs before it knows its program: Node's library and what lies below it. */
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

/** Parts that a program will need, loaded while its process waits for it. */
export interface Preload {
  readonly library: readonly string[];
  /** Builtins it will load, to be run as for a program without options of Node; left out when it has some. */
  readonly builtins?: readonly string[];
  /** CommonJS files it will load, to be compiled: path to contents. */
  readonly scripts: Readonly<Record<string, string>>;
}

export interface Program {
  readonly pid: number;
  readonly ppid: number;
  readonly cwd: string;
  /** As given to `node`: options, file, arguments. */
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  /** What `node` was called; that when left out. */
  readonly argv0?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Its descriptors from 0 on; when left out, standard input is empty and output is shown. */
  readonly stdio?: readonly Descriptor[];
  /** BootOptions.exactOutput. */
  readonly exactOutput?: boolean | undefined;
  /** Absolute path to contents. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** A process's files as of another's start; a thread's. What is in them as it was is in the ones above and the tree. */
  readonly copy?: FileChanges;
  /** Set when it shares its files with others from the start: what tells its files from theirs, and what they have changed. */
  readonly sharing?: {
    readonly member: number;
    readonly missed: readonly ForwardedChanges[];
    readonly seen: readonly MemberCount[];
  };
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
  /**
   * @param input the host's end of a pipe that is to be standard input.
   * @param part what the kernel itself needs for a program that starts processes (frame/part.ts).
   * @param shared whether further processes of the session may start beside it.
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
  /** A file was replaced for processes that start from now on, whatever programs have made of it. */
  | { readonly type: 'replaced'; readonly path: string }
  | { readonly type: 'link'; readonly a: string; readonly b: string; readonly faults: LinkFaults }
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'advance'; readonly id: number; readonly milliseconds: number }
  | { readonly type: 'step'; readonly id: number }
  /** Before anything is started: the clock stands still, at so many milliseconds since 1970. */
  | { readonly type: 'stand'; readonly now: number }
  | { readonly type: 'tap'; readonly on: boolean }
  | { readonly type: 'signal'; readonly pid: number; readonly signal: string }
  /** The page has taken so many characters of output (flow control of the log). */
  | { readonly type: 'taken'; readonly pid: number; readonly count: number }
  | { readonly type: 'connect'; readonly connection: number; readonly port: number };

export type KernelToHost =
  | StreamMessage
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
  /** What was asked for has happened; `moved` is false when nothing was due. */
  | { readonly type: 'advanced'; readonly id: number; readonly moved: boolean }
  | { readonly type: 'tapped'; readonly event: TappedEvent }
  | { readonly type: 'refused'; readonly connection: number }
  | { readonly type: 'connected'; readonly connection: number };

/** Workers that the programs of one session may start: threads and child processes. */
export const PROCESS_LIMIT = 64;

/** First connection number of a process; the host is process 0. */
export const connectionBase = (pid: number): number => pid * 2 ** 24 + 1;
