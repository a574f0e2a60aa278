/**
 * The process's end of the virtual network: which ports it listens on, which connections it has, and the kernel's
 * messages for them. Above it is `bindings/tcp_wrap.ts`; a connection itself is in `stream.ts`.
 */
import {
  connectionBase,
  type PassedHandle,
  type SocketAddress,
  type StreamMessage,
} from '../../protocol/connections.ts';
import type { KernelToProcess } from '../../protocol/messages.ts';
import { Stream, type PassedConnection, type ReceivedHandle, type Send } from './stream.ts';

export interface Listener {
  accept(stream: Stream, local: SocketAddress, remote: SocketAddress): void;
  /** The kernel had given the port to another process in the same moment. */
  taken(): void;
}

export class Network {
  readonly #send: Send;
  readonly #deliver: (callback: () => void) => void;
  readonly #streams = new Map<number, Stream>();
  /** Connections that were given away, and the messages that still came for them. */
  readonly #leaving = new Map<number, { readonly stream: Stream; readonly messages: StreamMessage[] }>();
  /** Connections that come back if the process that has them closes them first. */
  readonly #lent = new Map<number, Stream>();
  readonly #listeners = new Map<number, Listener>();
  readonly #connecting = new Map<number, (addresses: { local: SocketAddress; remote: SocketAddress } | null) => void>();
  /** Ports that some process of the session listens on, as the kernel last said. */
  #ports = new Set<number>();
  /** Ports this process has given up, until the kernel's list says so too. */
  readonly #released = new Set<number>();
  readonly #shared = new Set<number>();
  #next = 0;
  #ephemeral = 49152;

  constructor(send: Send, deliver: (callback: () => void) => void) {
    this.#send = send;
    this.#deliver = deliver;
  }

  setPid(pid: number): void {
    this.#next = connectionBase(pid);
    this.#ephemeral = 49152 + ((pid * 512) % 16000);
  }

  isTaken(port: number): boolean {
    if (this.#shared.has(port)) return false;
    return this.#listeners.has(port) || (this.#ports.has(port) && !this.#released.has(port));
  }

  ephemeralPort(): number {
    do this.#ephemeral += 1;
    while (this.isTaken(this.#ephemeral));
    return this.#ephemeral;
  }

  listen(port: number, address: string, listener: Listener): void {
    this.#listeners.set(port, listener);
    this.#released.delete(port);
    this.#send({ type: 'listen', port, address, accepts: true });
  }

  /** Takes a port that is to be passed to other processes, which will listen. */
  reserve(port: number, address: string): void {
    this.share(port);
    this.#send({ type: 'listen', port, address, accepts: false });
  }

  unlisten(port: number): void {
    if (!this.#listeners.delete(port) && !this.#shared.has(port)) return;
    this.#shared.delete(port);
    this.#released.add(port);
    this.#send({ type: 'unlisten', port });
  }

  /** Numbers for the two ends of a pipe. */
  pipeEnds(): { readonly own: number; readonly other: number } {
    return { own: this.#next++, other: this.#next++ };
  }

  /** This end of a pipe, and a number for the other end. */
  pipe(): { readonly stream: Stream; readonly own: number; readonly other: number } {
    const ends = this.pipeEnds();
    return { stream: this.#open(ends.own), ...ends };
  }

  /** The end of a connection that this process was given as it started. */
  adopt(connection: number, given?: PassedConnection): Stream {
    return this.#open(connection, given);
  }

  /** A port that another process listens on, too, is now shared with it. */
  share(port: number): void {
    this.#shared.add(port);
  }

  /** Opens a connection; `settled` gets its two addresses, or null when nobody listens there. */
  connect(port: number, settled: (addresses: { local: SocketAddress; remote: SocketAddress } | null) => void): Stream {
    const id = this.#next++;
    const stream = this.#open(id);
    this.#connecting.set(id, settled);
    this.#send({ type: 'connect', connection: id, port });
    return stream;
  }

  receive(message: KernelToProcess): void {
    switch (message.type) {
      case 'ports':
        this.#ports = new Set(message.ports);
        for (const port of this.#released) if (!this.#ports.has(port)) this.#released.delete(port);
        return;
      case 'accept': {
        const stream = this.#open(message.connection);
        const listener = this.#listeners.get(message.local.port);
        if (listener) this.#deliver(() => listener.accept(stream, message.local, message.remote));
        else stream.close(true);
        return;
      }
      case 'in-use': {
        const listener = this.#listeners.get(message.port);
        this.#listeners.delete(message.port);
        if (listener) this.#deliver(() => listener.taken());
        return;
      }
      case 'connected':
      case 'refused': {
        const settled = this.#connecting.get(message.connection);
        this.#connecting.delete(message.connection);
        if (message.type === 'refused') this.#streams.delete(message.connection);
        if (settled) this.#deliver(() => settled(message.type === 'connected' ? message : null));
        return;
      }
      case 'passed': {
        const { messages, stream } = this.#leaving.get(message.connection) ?? { messages: [] };
        this.#leaving.delete(message.connection);
        if (stream && !stream.broken) this.#lent.set(message.connection, stream);
        this.#send({ type: 'leftover', connection: message.connection, messages });
        return;
      }
      case 'data':
      case 'consumed':
      case 'end':
      case 'close':
      case 'reset':
        this.#stream(message);
        return;
      default:
    }
  }

  #stream(message: StreamMessage): void {
    const { connection } = message;
    const passed = message.type === 'data' && message.pass ? this.#receiveHandle(message.pass) : undefined;
    const returned = this.#lent.get(connection);
    if (returned) {
      this.#lent.delete(connection);
      this.#streams.set(connection, returned);
    }
    const leaving = this.#leaving.get(connection);
    const stream = this.#streams.get(connection);
    if (leaving) leaving.messages.push(message);
    else if (stream) stream.receive(message, passed);
    // The data was on its way when the socket was closed (RFC 9293 section 3.10.7.1).
    else if (message.type === 'data') this.#send({ type: 'reset', connection });
  }

  #receiveHandle(pass: PassedHandle): ReceivedHandle {
    if (pass.type === 'connection')
      return { type: 'connection', stream: this.#open(pass.connection, pass), local: pass.local, remote: pass.remote };
    return pass;
  }

  #open(id: number, given?: PassedConnection): Stream {
    const stream: Stream = new Stream(
      id,
      {
        send: this.#send,
        deliver: this.#deliver,
        forget: (lent) => {
          this.#streams.delete(id);
          this.#lent.delete(id);
          if (lent || given) this.#leaving.set(id, { stream, messages: [] });
        },
      },
      given,
    );
    this.#lent.delete(id);
    this.#leaving.delete(id);
    this.#streams.set(id, stream);
    return stream;
  }
}
