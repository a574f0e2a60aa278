/**
 * The process's end of the virtual network: connections to the kernel, byte by byte, with backpressure.
 * Above it is `bindings/tcp_wrap.ts`; below it are messages to the kernel (`protocol.ts`).
 */
import { REPORT, WINDOW, connectionBase, type KernelToProcess, type ProcessToKernel, type SocketAddress } from '../protocol.ts';

export type Send = (message: ProcessToKernel, transfer?: Transferable[]) => void;

/** What a connection tells its owner. Each call is one event-loop callback. */
export interface StreamOwner {
  data(bytes: ArrayBuffer): void;
  end(): void;
  reset(): void;
}

export interface Listener {
  accept(stream: Stream, local: SocketAddress, remote: SocketAddress): void;
  /** The kernel had given the port to another process in the same moment. */
  taken(): void;
}

/** How a write or a half-close ended; `canceled` when this side closed the socket before. */
export type Outcome = 'sent' | 'reset' | 'canceled';

/** Runs a callback in a later turn of the event loop. */
type Later = (callback: () => void) => void;

interface PendingWrite {
  readonly bytes: Uint8Array;
  readonly done: (outcome: Outcome) => void;
}

export class Stream {
  owner: StreamOwner | undefined;
  bytesRead = 0;
  bytesWritten = 0;
  /** The other side, or we ourselves, broke the connection. */
  broken = false;
  readonly #id: number;
  readonly #send: Send;
  readonly #deliver: (callback: () => void) => void;
  readonly #forget: () => void;
  #reading = false;
  #received: ArrayBuffer[] = [];
  #ending: 'end' | 'reset' | undefined;
  #delivering = false;
  #inFlight = 0;
  #consumed = 0;
  #waiting: PendingWrite[] = [];
  #endAfterWrites: { readonly done: (outcome: Outcome) => void; readonly later: Later } | undefined;

  constructor(id: number, send: Send, deliver: (callback: () => void) => void, forget: () => void) {
    this.#id = id;
    this.#send = send;
    this.#deliver = deliver;
    this.#forget = forget;
  }

  get hasUnread(): boolean {
    return this.#received.length > 0;
  }

  /** Whether a write still waits for room on the other side. */
  get writing(): boolean {
    return this.#waiting.length > 0;
  }

  /** @param later for what has come already: `readStart` must not call back before it returns */
  readStart(later: Later): void {
    this.#reading = true;
    this.#pump(later);
  }

  readStop(): void {
    this.#reading = false;
  }

  /**
   * Sends `bytes`. Returns true when they are on their way; false when some wait for room, and then
   * `done` is called once they have gone or cannot go any more.
   */
  write(bytes: Uint8Array, done: (outcome: Outcome) => void): boolean {
    this.bytesWritten += bytes.byteLength;
    this.#waiting.push({ bytes, done: () => {} });
    this.#transmitWaiting();
    const rest = this.#waiting.pop();
    if (!rest) return true;
    this.#waiting.push({ bytes: rest.bytes, done });
    return false;
  }

  /** Half-close once everything written has gone; `done` is called then, never before this returns. */
  end(done: (outcome: Outcome) => void, later: Later): void {
    if (this.#waiting.length > 0) {
      this.#endAfterWrites = { done, later };
      return;
    }
    if (!this.broken) this.#send({ type: 'end', connection: this.#id });
    later(() => done('sent'));
  }

  /**
   * Closes the socket; a reset when data was left unread or `abort` asks for it.
   *
   * @returns the callbacks of what had not gone yet
   */
  close(abort: boolean): ((outcome: Outcome) => void)[] {
    const type = abort || this.hasUnread ? 'reset' : 'close';
    if (!this.broken) this.#send({ type, connection: this.#id });
    const left = this.#waiting.splice(0).map(({ done }) => done);
    if (this.#endAfterWrites) left.push(this.#endAfterWrites.done);
    this.#endAfterWrites = undefined;
    this.#drop();
    return left;
  }

  receive(message: KernelToProcess): void {
    switch (message.type) {
      case 'data':
        this.#received.push(message.bytes);
        break;
      case 'end':
      case 'close':
        this.#ending ??= 'end';
        break;
      case 'reset':
        this.#ending = 'reset';
        this.#received = [];
        this.#fail();
        break;
      case 'consumed':
        this.#inFlight -= message.count;
        this.#flush();
        return;
      default:
        return;
    }
    this.#pump();
  }

  #transmit(bytes: Uint8Array): void {
    // Not slice(): that of a Buffer is a view, and sending it would take Node's pool of small buffers along.
    const copy = new Uint8Array(bytes).buffer;
    this.#inFlight += copy.byteLength;
    this.#send({ type: 'data', connection: this.#id, bytes: copy }, [copy]);
  }

  /** Sends as much of what waits as the other side has room for; returns the writes that have gone whole. */
  #transmitWaiting(): PendingWrite[] {
    const gone: PendingWrite[] = [];
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const room = Math.max(0, WINDOW - this.#inFlight);
      if (next.bytes.byteLength > room) {
        if (room > 0) this.#transmit(next.bytes.subarray(0, room));
        this.#waiting.unshift({ bytes: next.bytes.subarray(room), done: next.done });
        break;
      }
      this.#transmit(next.bytes);
      gone.push(next);
    }
    return gone;
  }

  #flush(): void {
    for (const write of this.#transmitWaiting()) this.#deliver(() => write.done('sent'));
    if (this.#waiting.length > 0) return;
    const end = this.#endAfterWrites;
    this.#endAfterWrites = undefined;
    if (end) this.end(end.done, end.later);
  }

  #fail(): void {
    this.broken = true;
    for (const write of this.#waiting.splice(0)) this.#deliver(() => write.done('reset'));
    const end = this.#endAfterWrites;
    this.#endAfterWrites = undefined;
    if (end) this.#deliver(() => end.done('reset'));
  }

  #drop(): void {
    this.owner = undefined;
    this.broken = true;
    this.#received = [];
    this.#forget();
  }

  #pump(later = this.#deliver): void {
    if (this.#delivering || !this.#reading || !this.owner) return;
    if (this.#received.length === 0 && !this.#ending) return;
    this.#delivering = true;
    later(() => {
      this.#delivering = false;
      const owner = this.owner;
      if (!owner || !this.#reading) return;
      const bytes = this.#received.shift();
      if (bytes) {
        this.bytesRead += bytes.byteLength;
        this.#consumed += bytes.byteLength;
        if (this.#consumed >= REPORT) {
          this.#send({ type: 'consumed', connection: this.#id, count: this.#consumed });
          this.#consumed = 0;
        }
        owner.data(bytes);
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

export class Network {
  readonly #send: Send;
  readonly #deliver: (callback: () => void) => void;
  readonly #streams = new Map<number, Stream>();
  readonly #listeners = new Map<number, Listener>();
  readonly #connecting = new Map<number, (addresses: { local: SocketAddress; remote: SocketAddress } | null) => void>();
  /** Ports somebody in this session listens on, as last heard from the kernel. */
  #ports = new Set<number>();
  /** Ports this process has given up, until the kernel's list says so too. */
  readonly #released = new Set<number>();
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
    return this.#listeners.has(port) || (this.#ports.has(port) && !this.#released.has(port));
  }

  ephemeralPort(): number {
    do this.#ephemeral += 1; while (this.isTaken(this.#ephemeral));
    return this.#ephemeral;
  }

  listen(port: number, address: string, listener: Listener): void {
    this.#listeners.set(port, listener);
    this.#released.delete(port);
    this.#send({ type: 'listen', port, address });
  }

  unlisten(port: number): void {
    if (!this.#listeners.delete(port)) return;
    this.#released.add(port);
    this.#send({ type: 'unlisten', port });
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
      case 'data':
      case 'consumed':
      case 'end':
      case 'close':
      case 'reset':
        this.#streams.get(message.connection)?.receive(message);
        return;
      default:
    }
  }

  #open(id: number): Stream {
    const stream = new Stream(id, this.#send, this.#deliver, () => this.#streams.delete(id));
    this.#streams.set(id, stream);
    return stream;
  }
}
