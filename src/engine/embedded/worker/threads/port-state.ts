/**
 * The state of a `MessagePort` of Node's: a queue, and the other side. Two sides in one thread are linked directly, so
 * that `receiveMessageOnPort` finds a message that was just posted; a side that goes to another thread takes one of the
 * browser's own message ports along.
 */

import type { MemberCount } from '../../protocol/files.ts';
import type { PortEnd } from '../../protocol/threads.ts';
import type { HandleImage } from './handle-images.ts';
import { countPosted, countTaken, endArrived, endClosed, endLeaves, makeEnds } from './port-ends.ts';

/** A message as it waits in a queue. */
export interface Message {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly buffers: readonly ArrayBuffer[];
  readonly shared: readonly SharedArrayBuffer[];
  readonly handles: readonly HandleImage[];
  readonly ports: readonly PortState[];
}

export interface WireMessage extends Omit<Message, 'ports'> {
  readonly ports: readonly WirePort[];
  readonly after: MemberCount | undefined;
}

/** A port on its way to another thread, with the messages that had arrived and nobody had read. */
export interface WirePort {
  readonly port: MessagePort;
  readonly backlog: readonly WireMessage[];
  readonly end: PortEnd;
}

/**
 * The order of messages and changes in files. Messages go from thread to thread, changes by way of the kernel; a
 * message must not arrive before changes that were made before it was posted.
 */
export interface MessageOrder {
  /** The changes that the receiver of a message posted now has to wait for. */
  stamp(): MemberCount;
  /** Calls back when the changes have arrived, in the order of the calls. */
  after(stamp: MemberCount | undefined, callback: () => void): void;
}

let order: MessageOrder | undefined;

/** Keeps messages in order with changes in files from now on. */
export const keepOrder = (kept: MessageOrder): void => {
  order = kept;
};

/** The way to another thread, or to all others of a broadcast channel. */
interface Remote {
  postMessage(message: WireMessage | null, transfer: Transferable[]): void;
  close(): void;
}

export interface PortOwner {
  arrived(): void;
  /** The other side is closed. */
  disconnected(): void;
}

// Taken before Node's library puts its own in their place.
const NativeMessageChannel = globalThis.MessageChannel;
const nativePort = globalThis.MessagePort.prototype;
const setHandler = Object.getOwnPropertyDescriptor(nativePort, 'onmessage')?.set as (
  this: MessagePort,
  handler: (event: MessageEvent<WireMessage | null>) => void,
) => void;
const nativePost = nativePort.postMessage as (this: MessagePort, message: unknown, transfer: Transferable[]) => void;
const nativeClose = nativePort.close;

export const postNatively = (port: MessagePort, message: unknown, transfer: Transferable[]): void =>
  nativePost.call(port, message, transfer);

export class PortState {
  readonly queue: Message[] = [];
  owner: PortOwner | undefined;
  /** Whether the other side has closed; messages in the queue can still be read. */
  ended = false;
  #peer: PortState | undefined;
  #native: MessagePort | undefined;
  #end: PortEnd | undefined;
  #remote: Remote | undefined;

  /** Two ports that are each other's other side. */
  static pair(): [PortState, PortState] {
    const [one, two] = [new PortState(), new PortState()];
    one.#peer = two;
    two.#peer = one;
    return [one, two];
  }

  static received({ port, backlog, end }: WirePort): PortState {
    const state = new PortState();
    state.queue.push(...backlog.map(fromWire));
    state.#attach(port, endArrived(end));
    return state;
  }

  /** A port whose other side is all others of the same channel. */
  static broadcast(remote: Remote): PortState {
    const state = new PortState();
    state.#remote = remote;
    return state;
  }

  isPeerOf(other: PortState): boolean {
    return this.#peer === other;
  }

  post(message: Message): void {
    if (this.#peer) this.#peer.receive(message);
    else if (this.#remote) this.#remote.postMessage(...toWire(message));
  }

  receive(message: Message): void {
    this.queue.push(message);
    this.owner?.arrived();
  }

  /** @param message null: the other side has closed */
  receiveWire(message: WireMessage | null): void {
    const take = (): void => {
      if (message) this.receive(fromWire(message));
      else this.#disconnected();
    };
    if (order) order.after(message?.after, take);
    else take();
  }

  close(): void {
    const peer = this.#peer;
    this.#peer = undefined;
    if (peer) {
      peer.#peer = undefined;
      peer.#disconnected();
    }
    if (this.#native) this.#remote?.postMessage(null, []);
    this.#remote?.close();
    this.#remote = this.#native = undefined;
  }

  /** Makes the port ready to leave this thread, where the state is of no more use. */
  toWire(): WirePort {
    const backlog = this.queue.splice(0).map((message) => toWire(message)[0]);
    const native = this.#native;
    const end = this.#end;
    this.owner = undefined;
    if (native && end) {
      setHandler.call(native, () => {});
      this.#native = this.#remote = undefined;
      return { port: native, backlog, end: endLeaves(end) };
    }
    const { port1, port2 } = new NativeMessageChannel();
    const [own, other] = makeEnds();
    const peer = this.#peer ?? new PortState();
    peer.#peer = undefined;
    peer.#attach(port1, own);
    if (!this.#peer) peer.close();
    this.#peer = undefined;
    return { port: port2, backlog, end: other };
  }

  #attach(port: MessagePort, end: PortEnd): void {
    this.#native = port;
    this.#end = end;
    this.#remote = {
      postMessage(message, transfer) {
        nativePost.call(port, message, transfer);
        countPosted(end);
      },
      close() {
        nativeClose.call(port);
        endClosed(end);
      },
    };
    setHandler.call(port, ({ data }) => {
      countTaken(end);
      this.receiveWire(data);
    });
  }

  #disconnected(): void {
    this.ended = true;
    this.owner?.disconnected();
  }
}

function toWire(message: Message): [WireMessage, Transferable[]] {
  const ports = message.ports.map((port) => port.toWire());
  const wire = { ...message, ports, after: order?.stamp() };
  return [wire, [message.bytes.buffer, ...message.buffers, ...portsOf(ports)]];
}

/** The browser's ports in a port's backlog have to be transferred with it. */
export const portsOf = (ports: readonly WirePort[]): Transferable[] =>
  ports.flatMap(({ port, backlog }) => [
    port,
    ...backlog.flatMap((message) => [message.bytes.buffer, ...message.buffers, ...portsOf(message.ports)]),
  ]);

/** The objects to transfer when a port is sent in a message to the kernel. */
export const threadTransfer = (port: {
  readonly port: MessagePort;
  readonly backlog: readonly unknown[];
}): Transferable[] => portsOf([port as WirePort]);

const fromWire = (message: WireMessage): Message => ({
  ...message,
  ports: message.ports.map((port) => PortState.received(port)),
});
