/** An answer to a request, and whoever takes requests to the servers. */
import type { HttpResponse, RequestOptions } from '../../engine/engine.ts';
import type { Socket, SocketReceiver } from '../../engine/shared/websocket.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import type { Conversation } from './conversation.ts';
import type { Received } from './received.ts';

/** What became of a request. */
export interface Answer {
  /** Counted from 1 over everything sent. */
  readonly number: number;
  readonly title: string;
  readonly method: string;
  readonly url: string;
  /** What was sent; left out when it could not be. */
  readonly request?: PreparedRequest;
  /** `receiving`: the head is there, the body is coming. */
  readonly state: 'waiting' | 'receiving' | 'answered' | 'failed';
  /** As far as it has come: one object, which grows while it is being received. */
  readonly response?: Received;
  /** What is said over the WebSocket that it opened. */
  readonly conversation?: Conversation;
  /** Why there is none, for the reader. */
  readonly reason?: string;
  /** The reader did not want to wait any longer. */
  readonly stopped?: boolean;
}

export type Outcome = { readonly response: HttpResponse } | { readonly reason: string };

/** Whoever takes requests to the servers. */
export interface RequestTarget {
  /** Brings the answer, or the reason why there is none; starts the processes when they are not there. */
  request(request: PreparedRequest, options: Pick<RequestOptions, 'follow' | 'signal'>): Promise<Outcome>;
  /** Opens a WebSocket, or brings the reason why there is none. */
  openSocket(
    request: PreparedRequest,
    receiver: SocketReceiver,
  ): Promise<{ readonly socket: Socket } | { readonly reason: string }>;
  /** Whether processes are there or on their way. */
  readonly active: boolean;
  /** Milliseconds since 1970, on the servers' clock. */
  readonly now: number;
}
