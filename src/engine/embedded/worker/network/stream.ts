/**
 * One end of a connection over the virtual network, or of a pipe: bytes in order, with backpressure and half-close.
 * Above it are the handles (`handles/stream-handle.ts`); below it are messages to the kernel (`protocol/connections.ts`).
 */
import { SendQueue, Taken } from '../../../shared/flow.ts';
import { handedOver } from '../../../shared/stream.ts';
import type { InputReply } from '../../protocol/child-processes.ts';
import type { PassedHandle, SocketAddress, StreamMessage } from '../../protocol/connections.ts';
import type { ProcessToKernel } from '../../protocol/messages.ts';

export type Send = (message: ProcessToKernel, transfer?: Transferable[]) => void;

/** What a connection tells its owner. Each call is one event-loop callback. */
export interface StreamOwner {
  /** @param passed a handle that came along. */
  data(bytes: ArrayBuffer, passed?: ReceivedHandle): void;
  end(): void;
  reset(): void;
}

export type PassedConnection = PassedHandle & { readonly type: 'connection' };

/** A handle that another process has sent to this one. */
export type ReceivedHandle =
  | {
      readonly type: 'connection';
      readonly stream: Stream;
      readonly local: SocketAddress;
      readonly remote: SocketAddress;
    }
  | { readonly type: 'listener'; readonly local: SocketAddress };

interface Received {
  readonly bytes: ArrayBuffer;
  readonly passed: ReceivedHandle | undefined;
}

/** How a write or a half-close ended; `canceled` when this side closed the socket before. */
export type Outcome = 'sent' | 'reset' | 'canceled';

/** Runs a callback in a later turn of the event loop. */
type Later = (callback: () => void) => void;

interface PendingWrite {
  readonly bytes: Uint8Array;
  readonly done: (outcome: Outcome) => void;
  readonly pass?: PassedHandle | undefined;
}

/** The network, as a stream sees it. */
interface StreamContext {
  readonly send: Send;
  readonly deliver: (callback: () => void) => void;
  /** The stream is closed, or belongs to another process. */
  forget(given: boolean): void;
}

export class Stream {
  owner: StreamOwner | undefined;
  bytesRead = 0;
  bytesWritten = 0;
  /** Whether the connection was reset, by the other side or by this one. */
  broken = false;
  readonly #id: number;
  readonly #context: StreamContext;
  readonly #send: Send;
  readonly #deliver: (callback: () => void) => void;
  /** Whether the kernel keeps the data that comes until it is asked for. */
  #held = false;
  #reading = false;
  #received: Received[] = [];
  #ending: 'end' | 'reset' | undefined;
  #delivering = false;
  readonly #sending: SendQueue<PendingWrite>;
  readonly #taken: Taken;
  #endAfterWrites: { readonly done: (outcome: Outcome) => void; readonly later: Later } | undefined;

  /** @param given the state of the connection when another process gave it away */
  constructor(id: number, context: StreamContext, given?: PassedConnection) {
    this.#id = id;
    this.#context = context;
    this.#send = context.send;
    this.#deliver = context.deliver;
    this.#sending = new SendQueue(
      (bytes, { pass }, first) => this.#transmit(bytes, first ? pass : undefined),
      given?.inFlight,
    );
    this.#taken = new Taken((count) => this.#send({ type: 'consumed', connection: id, count }));
    if (!given) return;
    this.#received = given.backlog.map((bytes) => ({ bytes, passed: undefined }));
    this.#ending = given.ending;
  }

  get hasUnread(): boolean {
    return this.#received.length > 0;
  }

  /** Whether a write still waits for room on the other side. */
  get writing(): boolean {
    return !this.#sending.empty;
  }

  /** Makes the stream a process's standard input, which the kernel keeps until it is asked for. */
  hold(): void {
    this.#held = true;
  }

  #release(): void {
    if (this.#held) this.#send({ type: 'leftover', connection: this.#id, messages: [] });
    this.#held = false;
  }

  /**
   * Reads without an event loop (fs.readSync).
   * @param wait waits until more data comes to this connection
   * @returns bytes read, 0 at the end; undefined when data is on its way through the event loop
   */
  readSync(target: Uint8Array, wait: (connection: number) => InputReply): number | undefined {
    if (this.#received.length === 0 && !this.#ending) {
      const reply = this.#held ? wait(this.#id) : null;
      if (!reply) return undefined;
      this.#received.push(...reply.parts.map((part) => ({ bytes: part.slice().buffer, passed: undefined })));
      if (reply.ended) this.#ending = 'end';
    }
    const [next] = this.#received;
    if (!next) return 0;
    const count = Math.min(target.length, next.bytes.byteLength);
    target.set(new Uint8Array(next.bytes, 0, count));
    if (count === next.bytes.byteLength) this.#received.shift();
    else this.#received[0] = { ...next, bytes: next.bytes.slice(count) };
    this.#took(count);
    return count;
  }

  #took(count: number): void {
    this.bytesRead += count;
    this.#taken.add(count);
  }

  /** @param later delivers the data that has come already: `readStart` must not call back before it returns */
  readStart(later: Later): void {
    this.#reading = true;
    this.#release();
    this.#pump(later);
  }

  readStop(): void {
    this.#reading = false;
  }

  /**
   * Sends `bytes`. Returns true when they are on their way; false when some wait for room, and then
   * `done` is called once they have gone or cannot go any more.
   *
   * @param pass a handle for the process on the other side
   */
  write(bytes: Uint8Array, done: (outcome: Outcome) => void, pass?: PassedHandle): boolean {
    this.bytesWritten += bytes.byteLength;
    this.#sending.push({ bytes, done, pass });
    return this.#sending.empty;
  }

  /** Lets another process have the connection. This process keeps it, and gets it back if the other closes it first. */
  lend(local: SocketAddress, remote: SocketAddress): PassedConnection {
    this.#reading = false;
    this.#release();
    const backlog = this.#received.splice(0).map(({ bytes }) => bytes);
    const ending = this.#ending;
    this.#ending = undefined;
    this.#taken.report();
    this.#context.forget(true);
    return {
      type: 'connection',
      connection: this.#id,
      local,
      remote,
      backlog,
      ...(ending && { ending }),
      inFlight: this.#sending.ahead,
    };
  }

  /** Half-closes once everything written has gone; `done` is called then, never before this returns. */
  end(done: (outcome: Outcome) => void, later: Later): void {
    if (!this.#sending.empty) {
      this.#endAfterWrites = { done, later };
      return;
    }
    if (!this.broken) this.#send({ type: 'end', connection: this.#id });
    later(() => done('sent'));
  }

  /**
   * Closes the socket; a reset when data was left unread or `abort` asks for it.
   *
   * @returns the callbacks of writes that had not gone yet
   */
  close(abort: boolean): ((outcome: Outcome) => void)[] {
    const type = abort || this.hasUnread ? 'reset' : 'close';
    const unread = this.#received.map(({ bytes }) => bytes);
    for (const { passed } of this.#received) if (passed?.type === 'connection') passed.stream.close(false);
    if (!this.broken) this.#send({ type, connection: this.#id, ...(unread.length > 0 && { unread }) });
    const left = this.#sending.clear().map(({ done }) => done);
    if (this.#endAfterWrites) left.push(this.#endAfterWrites.done);
    this.#endAfterWrites = undefined;
    this.#drop();
    return left;
  }

  receive(message: StreamMessage, passed?: ReceivedHandle): void {
    switch (message.type) {
      case 'data':
        this.#received.push({ bytes: message.bytes, passed });
        break;
      case 'end':
        this.#ending ??= 'end';
        break;
      case 'close':
        this.#ending ??= 'end';
        this.#sending.peerClosed();
        break;
      case 'reset':
        this.#ending = 'reset';
        this.#received = [];
        this.#fail();
        break;
      case 'consumed':
        this.#flush(this.#sending.taken(message.count));
        return;
    }
    this.#pump();
  }

  #transmit(bytes: Uint8Array, pass: PassedHandle | undefined): void {
    // Not slice(), which gives a view of a Buffer: sending it would take Node's pool of small buffers along.
    const copy = new Uint8Array(bytes).buffer;
    const transfer = [...handedOver(copy), ...(pass?.type === 'connection' ? pass.backlog : [])];
    this.#send({ type: 'data', connection: this.#id, bytes: copy, ...(pass && { pass }) }, transfer);
  }

  /** These writes have gone. */
  #flush(writes: readonly PendingWrite[]): void {
    for (const { done } of writes) this.#deliver(() => done('sent'));
    if (!this.#sending.empty) return;
    const end = this.#endAfterWrites;
    this.#endAfterWrites = undefined;
    if (end) this.end(end.done, end.later);
  }

  #fail(): void {
    this.broken = true;
    for (const { done } of this.#sending.clear()) this.#deliver(() => done('reset'));
    const end = this.#endAfterWrites;
    this.#endAfterWrites = undefined;
    if (end) this.#deliver(() => end.done('reset'));
  }

  #drop(): void {
    this.owner = undefined;
    this.broken = true;
    this.#received = [];
    this.#context.forget(false);
  }

  #pump(later = this.#deliver): void {
    if (this.#delivering || !this.#reading || !this.owner) return;
    if (this.#received.length === 0 && !this.#ending) return;
    this.#delivering = true;
    later(() => {
      this.#delivering = false;
      const owner = this.owner;
      if (!owner || !this.#reading) return;
      const next = this.#received.shift();
      if (next) {
        const { bytes, passed } = next;
        this.#took(bytes.byteLength);
        owner.data(bytes, passed);
      } else if (this.#ending) {
        const ending = this.#ending;
        this.#ending = undefined;
        this.#reading = false;
        if (ending === 'end') owner.end();
        else owner.reset();
      }
      this.#pump();
    });
  }
}
