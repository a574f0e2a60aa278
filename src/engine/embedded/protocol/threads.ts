/** Messages about threads and BroadcastChannels, between the threads of a process and the kernel. */
import type { StartFiles } from './files.ts';

/** A thread that a process starts; everything that is not given is as in the process. */
export interface ThreadStart extends StartFiles {
  readonly id: number;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Options of node; when left out, those of the process. */
  readonly execArgv: readonly string[] | undefined;
  readonly cwd: string;
  /** The thread's end of the channel to the thread that makes it (worker/threads/port-state.ts). */
  readonly port: MovedPort;
}

/** A port of the browser's on its way to another thread, with the messages that nobody has taken from it. */
export interface MovedPort {
  readonly port: MessagePort;
  readonly backlog: readonly unknown[];
}

/** The facts that a thread has to know before it boots. */
export type ThreadInfo = Pick<ThreadStart, 'id' | 'name' | 'port'>;

/** One end of a pair of the browser's message ports, in the thread that has it now. */
export interface PortEnd {
  readonly channel: string;
  readonly side: 0 | 1;
  /** How many messages have been posted at this end. */
  posted: number;
  /** How many messages posted at the other end have been taken at this one; Infinity when this end is closed. */
  taken: number;
  /** Set when the end has left for another thread. */
  gone?: true;
}

export type ThreadsToKernel =
  { readonly type: 'thread'; readonly thread: ThreadStart } | { readonly type: 'stop-thread'; readonly id: number };

export type BroadcastsToKernel =
  /** A BroadcastChannel, numbered by the thread, is opened, or closed: then without a name. */
  | { readonly type: 'channel'; readonly channel: number; readonly name?: string }
  | { readonly type: 'broadcast'; readonly channel: number; readonly message: unknown };

export interface ThreadsToProcess {
  readonly type: 'thread-exit';
  readonly id: number;
  readonly code: number;
  readonly reason?: string;
}

/** A message that was posted on another channel of the same name. */
export interface BroadcastToProcess {
  readonly type: 'broadcast';
  readonly channel: number;
  readonly message: unknown;
}
