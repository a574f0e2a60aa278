/** The page's ends of connections over the virtual network, for the reader's client. */
import type { Connection, ConnectionReceiver, Result } from '../engine.ts';
import { failure } from './failure.ts';
import { SendQueue, Taken } from './flow.ts';
import { handedOver, type StreamFromHost, type StreamToHost } from './stream.ts';

interface Write {
  readonly bytes: Uint8Array;
  readonly done: () => void;
}

interface Open {
  readonly receiver: ConnectionReceiver;
  settle: ((connected: boolean) => void) | undefined;
  readonly sending: SendQueue<Write>;
  readonly taken: Taken;
  ending: boolean;
  ended: boolean;
}

type Send = (message: StreamFromHost, transfer?: Transferable[]) => void;

export class Connections {
  readonly #send: Send;
  readonly #open = new Map<number, Open>();
  #next = 1;

  constructor(send: Send) {
    this.#send = send;
  }

  connect(port: number, receiver: ConnectionReceiver): Promise<Result<{ connection: Connection }>> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Result<{ connection: Connection }>>();
    const settle = (connected: boolean): void =>
      resolve(
        connected
          ? { ok: true, connection: this.#connection(id) }
          : failure('refused', `Nothing listens on port ${port}: the connection was refused (ECONNREFUSED).`),
      );
    this.#add(id, receiver, settle);
    this.#send({ type: 'connect', connection: id, port });
    return promise;
  }

  /** The host's end of a pipe that the kernel makes when it is told of `id`. */
  pipe(receiver: ConnectionReceiver): { readonly id: number; readonly connection: Connection } {
    const id = this.#next++;
    this.#add(id, receiver, undefined);
    return { id, connection: this.#connection(id) };
  }

  #add(id: number, receiver: ConnectionReceiver, settle: Open['settle']): void {
    this.#open.set(id, {
      receiver,
      settle,
      sending: new SendQueue((part) => {
        const bytes = part.slice().buffer;
        this.#send({ type: 'data', connection: id, bytes }, handedOver(bytes));
      }),
      taken: new Taken((count) => this.#send({ type: 'consumed', connection: id, count })),
      ending: false,
      ended: false,
    });
  }

  receive(message: StreamToHost): void {
    const open = this.#open.get(message.connection);
    if (!open) {
      if (message.type === 'data') this.#send({ type: 'reset', connection: message.connection });
      return;
    }
    switch (message.type) {
      case 'connected':
      case 'refused':
        open.settle?.(message.type === 'connected');
        open.settle = undefined;
        if (message.type === 'refused') this.#open.delete(message.connection);
        return;
      case 'data':
        void this.#deliver(message.connection, open, new Uint8Array(message.bytes));
        return;
      case 'consumed':
        this.#gone(message.connection, open, open.sending.taken(message.count));
        return;
      case 'end':
      case 'close':
        if (message.type === 'close') open.sending.peerClosed();
        if (open.ended) return;
        open.ended = true;
        open.receiver.end();
        return;
      case 'reset':
        this.#drop(message.connection, open);
        open.receiver.close(true);
    }
  }

  /** The session has ended: every connection with it. */
  close(): void {
    for (const [id, open] of [...this.#open]) {
      this.#drop(id, open);
      open.settle?.(false);
      open.receiver.close(true);
    }
  }

  /** Delivers bytes. They count as taken, which lets the other side send more, once the receiver is done with them. */
  async #deliver(connection: number, open: Open, bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    const taken = open.receiver.data(bytes);
    if (taken) await taken;
    if (this.#open.get(connection) === open) open.taken.add(length);
  }

  #connection(id: number): Connection {
    return {
      write: (bytes) => {
        const open = this.#open.get(id);
        if (!open) return Promise.resolve();
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#gone(id, open, open.sending.push({ bytes, done: resolve }));
        return promise;
      },
      end: () => {
        const open = this.#open.get(id);
        if (!open) return;
        open.ending = true;
        this.#gone(id, open, []);
      },
      destroy: (reset = false) => {
        const open = this.#open.get(id);
        if (!open) return;
        this.#drop(id, open);
        this.#send({ type: reset ? 'reset' : 'close', connection: id });
      },
    };
  }

  /** Resolves writes that have gone; the end goes when all have. */
  #gone(id: number, open: Open, writes: readonly Write[]): void {
    for (const { done } of writes) done();
    if (!open.ending || !open.sending.empty) return;
    open.ending = false;
    this.#send({ type: 'end', connection: id });
  }

  /** The connection is gone: nobody waits for room on it any more. */
  #drop(id: number, open: Open): void {
    this.#open.delete(id);
    for (const { done } of open.sending.clear()) done();
  }
}
