/**
 * Messages about TCP connections, pipes and ports, between a process and the kernel. A connection has two ends, each
 * with an id (`connection`). The side that opens a connection takes the id of its end from a range of its own; the
 * kernel chooses that of the accepting end. A pipe is a connection without a port.
 */

export interface SocketAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

/** Traffic of one end of a connection; the same in both directions. Bytes are transferred, not copied. */
export type StreamMessage =
  | { readonly type: 'data'; readonly connection: number; readonly bytes: ArrayBuffer; readonly pass?: PassedHandle }
  /** The receiver has taken this many bytes off the connection (shared/flow.ts). */
  | { readonly type: 'consumed'; readonly connection: number; readonly count: number }
  /** The sender will send no more. */
  | { readonly type: 'end'; readonly connection: number }
  /** The socket is closed: anything still sent to it is answered with a reset. */
  | { readonly type: 'close'; readonly connection: number; readonly unread?: readonly ArrayBuffer[] }
  | { readonly type: 'reset'; readonly connection: number; readonly unread?: readonly ArrayBuffer[] };

/**
 * A handle that goes to another process along with data over a pipe (SCM_RIGHTS). The sender keeps the handle until it
 * closes it, as with a descriptor: a connection that the receiver closes first goes back to the sender.
 */
export type PassedHandle = PassedConnection | { readonly type: 'listener'; readonly local: SocketAddress };

export interface PassedConnection {
  readonly type: 'connection';
  readonly connection: number;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** Data that had arrived and nobody had read. */
  readonly backlog: readonly ArrayBuffer[];
  readonly ending?: 'end' | 'reset';
  /** Bytes sent that the other side has not taken. */
  readonly inFlight: number;
}

export type ConnectionsToKernel =
  | StreamMessage
  /** @param accepts false when the port is only to be passed to other processes */
  | { readonly type: 'listen'; readonly port: number; readonly address: string; readonly accepts: boolean }
  | { readonly type: 'unlisten'; readonly port: number }
  | { readonly type: 'connect'; readonly connection: number; readonly port: number }
  /**
   * Answers `passed` with the messages that had reached the process before. For standard input, which the kernel holds,
   * it comes without messages: from now on the process wants to be sent the data.
   */
  | { readonly type: 'leftover'; readonly connection: number; readonly messages: readonly StreamMessage[] };

export type ConnectionsToProcess =
  | StreamMessage
  /** All ports of the session that processes listen on. */
  | { readonly type: 'ports'; readonly ports: readonly number[] }
  /** The port belongs to another process: it was given away while this process asked for it. */
  | { readonly type: 'in-use'; readonly port: number }
  | { readonly type: 'refused'; readonly connection: number }
  | {
      readonly type: 'connected' | 'accept';
      readonly connection: number;
      readonly local: SocketAddress;
      readonly remote: SocketAddress;
    }
  /** The connection has another owner from now on. */
  | { readonly type: 'passed'; readonly connection: number };

/** The first connection id of a task's own range; the host is task 0. */
export const connectionBase = (task: number): number => task * 2 ** 24 + 1;
