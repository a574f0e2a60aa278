/** The page's ends of the virtual network: what the reader's client sends and receives. */
import type { Connection, ConnectionReceiver, Result } from '../engine.ts';
import { failure } from './failure.ts';
import { REPORT, WINDOW, handedOver, type StreamFromHost, type StreamToHost } from './stream.ts';

interface Open {
  readonly receiver: ConnectionReceiver;
  settle: ((connected: boolean) => void) | undefined;
  inFlight: number;
  /** Bytes taken and not yet reported. */
  consumed: number;
  waiting: { bytes: Uint8Array; done: () => void }[];
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
    this.#open.set(id, { receiver, settle, inFlight: 0, consumed: 0, waiting: [], ending: false, ended: false });
    this.#send({ type: 'connect', connection: id, port });
    return promise;
  }

  /** The host's end of a pipe that the kernel makes when it is told of `id`. */
  pipe(receiver: ConnectionReceiver): { readonly id: number; readonly connection: Connection } {
    const id = this.#next++;
    this.#open.set(id, {
      receiver,
      settle: undefined,
      inFlight: 0,
      consumed: 0,
      waiting: [],
      ending: false,
      ended: false,
    });
    return { id, connection: this.#connection(id) };
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
        open.inFlight -= message.count;
        this.#flush(message.connection, open);
        return;
      case 'end':
      case 'close':
        if (message.type === 'close') {
          // Nobody takes bytes any more: what is still sent, and what waits already, is answered with a reset.
          open.inFlight = Number.NEGATIVE_INFINITY;
          this.#flush(message.connection, open);
        }
        if (open.ended) return;
        open.ended = true;
        open.receiver.end();
        return;
      case 'reset':
        this.#open.delete(message.connection);
        open.receiver.close(true);
    }
  }

  /** The session has ended: every connection with it. */
  close(): void {
    for (const [id, open] of [...this.#open]) {
      this.#open.delete(id);
      open.settle?.(false);
      open.receiver.close(true);
    }
  }

  /** Bytes count as taken, which lets the other side send more, once the receiver is done with them. */
  async #deliver(connection: number, open: Open, bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    const taken = open.receiver.data(bytes);
    if (taken) await taken;
    open.consumed += length;
    if (open.consumed < REPORT || this.#open.get(connection) !== open) return;
    this.#send({ type: 'consumed', connection, count: open.consumed });
    open.consumed = 0;
  }

  #connection(id: number): Connection {
    return {
      write: (bytes) => {
        const open = this.#open.get(id);
        if (!open) return Promise.resolve();
        const { promise, resolve } = Promise.withResolvers<void>();
        open.waiting.push({ bytes, done: resolve });
        this.#flush(id, open);
        return promise;
      },
      end: () => {
        const open = this.#open.get(id);
        if (!open) return;
        open.ending = true;
        this.#flush(id, open);
      },
      destroy: (reset = false) => {
        if (!this.#open.delete(id)) return;
        this.#send({ type: reset ? 'reset' : 'close', connection: id });
      },
    };
  }

  #flush(id: number, open: Open): void {
    while (open.waiting.length > 0 && open.inFlight < WINDOW) {
      const next = open.waiting.shift();
      if (!next) break;
      const bytes = next.bytes.slice().buffer;
      open.inFlight += bytes.byteLength;
      this.#send({ type: 'data', connection: id, bytes }, handedOver(bytes));
      next.done();
    }
    if (open.ending && open.waiting.length === 0) {
      open.ending = false;
      this.#send({ type: 'end', connection: id });
    }
  }
}
