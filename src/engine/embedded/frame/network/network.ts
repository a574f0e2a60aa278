/**
 * The virtual network: connections between tasks, or between a task and the host, and their traffic. No task can send
 * from an end of a connection that is another's. There is no wire between the ends of a pipe.
 */
import type { WireFaults } from '../../../engine.ts';
import { handedOver } from '../../../shared/stream.ts';
import {
  connectionBase,
  type ConnectionsToProcess,
  type PassedHandle,
  type SocketAddress,
  type StreamMessage,
} from '../../protocol/connections.ts';
import type { KernelToHost } from '../../protocol/messages.ts';
import type { TappedEvent } from '../../protocol/wires.ts';
import { Ends, type TakeHeld } from './ends.ts';
import { Ports } from './ports.ts';
import { Wires, type Schedule } from './wires.ts';

export interface NetworkContext {
  toProcess(task: number, message: ConnectionsToProcess, transfer?: Transferable[]): void;
  toHost(message: KernelToHost, transfer?: Transferable[]): void;
  /** The name of a task's process, `client` for the host; wires are between names. */
  nameOf(task: number): string;
  tasks(): Iterable<number>;
  /** Milliseconds since 1970 on the session's clock. */
  now(): number;
  readonly schedule: Schedule;
}

const HOST = 0;
const PIPE = 0;
const LOOPBACK = '127.0.0.1';
/** The first id of an accepting end, above every id that a process can choose. */
const FIRST_ACCEPTED = 2 ** 48;
/** The ephemeral ports of connecting sockets; processes take those on which they listen from other ranges. */
const CLIENT_PORTS = { first: 40000, last: 48999 };

/** Whether `task` may give this id to a connection: ids from the ranges of others are refused. */
const owns = (task: number, connection: number): boolean =>
  Number.isInteger(connection) && connection >= connectionBase(task) && connection < connectionBase(task + 1);

export class VirtualNetwork {
  readonly #context: NetworkContext;
  readonly #wires: Wires;
  readonly #ports = new Ports();
  readonly #ends: Ends;
  #accepted = FIRST_ACCEPTED;
  #clientPort = CLIENT_PORTS.first;
  #tapped = false;

  constructor(context: NetworkContext) {
    this.#context = context;
    this.#wires = new Wires(() => context.now(), context.schedule);
    this.#ends = new Ends((task, message) => {
      if (task !== HOST) context.toProcess(task, message, transferOf(message));
      else if (message.type !== 'passed') context.toHost(message, transferOf(message));
    });
  }

  // ---- ports

  get ports(): number[] {
    return this.#ports.all;
  }

  listen(task: number, port: number, accepts: boolean): void {
    const result = this.#ports.listen(task, port, accepts);
    if (result === 'in-use') this.#context.toProcess(task, { type: 'in-use', port });
    if (result !== 'new') return;
    this.#announce();
    this.#context.toHost({ type: 'listening', pid: task, port });
  }

  unlisten(task: number, port: number): void {
    if (!this.#ports.unlisten(task, port)) return;
    this.#announce();
    this.#context.toHost({ type: 'closed', pid: task, port });
  }

  #announce(): void {
    for (const task of this.#context.tasks()) this.#context.toProcess(task, { type: 'ports', ports: this.ports });
  }

  // ---- faults and the tap

  setFaults(a: string, b: string, faults: WireFaults): void {
    this.#wires.set(a, b, faults);
    if (!this.#wires.resets(a, b)) return;
    for (const [connection, end] of this.#ends.all()) {
      if (end.port === PIPE) continue;
      const names = [end.owner, this.#ends.get(end.peer)?.owner ?? end.owner].map((task) => this.#context.nameOf(task));
      if (names.includes(a) && names.includes(b)) this.#ends.reset(connection);
    }
  }

  setTap(on: boolean): void {
    this.#tapped = on;
  }

  #tap(
    type: TappedEvent['type'],
    [connection, peer]: readonly [number, number],
    port: number,
    from: number,
    to: number,
    bytes?: ArrayBuffer,
  ): void {
    if (!this.#tapped || port === PIPE) return;
    const copy = bytes?.slice(0);
    const event: TappedEvent = {
      time: this.#context.now(),
      connection: Math.min(connection, peer),
      // The accepting end has the larger number.
      opener: connection <= peer,
      port,
      type,
      from: this.#context.nameOf(from),
      to: this.#context.nameOf(to),
      ...(copy ? { bytes: copy } : {}),
    };
    this.#context.toHost({ type: 'tapped', event }, copy ? [copy] : []);
  }

  /** Calls `arrive` when a message has come over the wire: at once, unless the wire has a fault. */
  #travel(from: number, to: number, size: number, arrive: () => void): void {
    if (this.#wires.whole) arrive();
    else this.#wires.send(this.#context.nameOf(from), this.#context.nameOf(to), size, arrive);
  }

  // ---- connections

  /**
   * Makes a pipe between two tasks. The first chooses the ids of both ends; the host may leave one to the kernel.
   * @returns the second end, or undefined when an id is not the first's to give
   */
  pipe(task: number, own: number, peer: number, other = this.#accepted++): number | undefined {
    const numbered = [own, ...(other < FIRST_ACCEPTED ? [other] : [])];
    if (own === other || numbered.some((connection) => !owns(task, connection) || this.#ends.get(connection)))
      return undefined;
    this.#ends.connect(PIPE, [own, task], [other, peer]);
    return other;
  }

  /** Opens a connection from an end whose id `task` has chosen. */
  connect(task: number, connection: number, port: number): void {
    if (!owns(task, connection) || this.#ends.get(connection)) return;
    const server = this.#ports.next(port);
    const refuse = (): void => {
      if (task === HOST) this.#context.toHost({ type: 'refused', connection });
      else this.#context.toProcess(task, { type: 'refused', connection });
    };
    if (server === undefined || this.#wires.resets(this.#context.nameOf(task), this.#context.nameOf(server)))
      return refuse();
    this.#tap('open', [connection, connection], port, task, server);
    this.#travel(task, server, 0, () => {
      if (!this.#ports.accepts(server, port)) return this.#travel(server, task, 0, refuse);
      const accepted = this.#accepted++;
      this.#ends.connect(port, [connection, task], [accepted, server]);
      this.#clientPort = this.#clientPort >= CLIENT_PORTS.last ? CLIENT_PORTS.first : this.#clientPort + 1;
      const client: SocketAddress = { address: LOOPBACK, family: 'IPv4', port: this.#clientPort };
      const target: SocketAddress = { address: LOOPBACK, family: 'IPv4', port };
      this.#context.toProcess(server, { type: 'accept', connection: accepted, local: target, remote: client });
      this.#travel(server, task, 0, () => {
        if (task === HOST) this.#context.toHost({ type: 'connected', connection });
        else this.#context.toProcess(task, { type: 'connected', connection, local: client, remote: target });
      });
    });
  }

  /** Traffic that `task` sends from one of its ends. */
  stream(task: number, message: StreamMessage): void {
    const { connection, type } = message;
    const end = this.#ends.get(connection);
    if (!end) return;
    const { peer, port } = end;
    const to = this.#ends.get(peer)?.owner ?? task;
    if (end.closed) {
      // A closed socket still sends one thing: a reset, in answer to data that came too late.
      if (type === 'reset' && end.owner === task)
        this.#travel(task, to, 0, () => this.#ends.arrive(connection, peer, { type, connection }));
      return;
    }
    const closes = type === 'close' || type === 'reset';
    if (end.owner !== task) {
      if (closes && end.lender === task) end.lender = undefined;
      return;
    }
    if (closes && end.lender !== undefined) {
      const unread = (message.unread ?? []).map((bytes) => ({ type: 'data', connection, bytes }) as const);
      this.#ends.give(connection, end, end.lender, unread);
      end.lender = undefined;
      return;
    }
    if (type !== 'consumed')
      this.#tap(type, [connection, peer], port, task, to, type === 'data' ? message.bytes : undefined);
    if (closes) {
      end.closed = true;
      // The task that was given the end waits to be told whether it goes back.
      if (end.given) this.#context.toProcess(task, { type: 'passed', connection });
    }
    if (type !== 'data') {
      const arrive = (): void => this.#ends.arrive(connection, peer, message);
      if (port === PIPE) arrive();
      else this.#travel(task, to, 0, arrive);
      return;
    }
    const { bytes } = message;
    if (port === PIPE) {
      const pass = message.pass && this.#ends.get(peer)?.closed === false && this.#pass(task, to, message.pass);
      this.#ends.arrive(connection, peer, { type, connection, bytes, ...(pass && { pass }) });
    } else {
      this.#travel(task, to, bytes.byteLength, () => this.#ends.arrive(connection, peer, { type, connection, bytes }));
    }
  }

  /** A task is gone: the operating system closes what it had open. */
  closeAll(task: number): void {
    for (const port of this.ports) this.unlisten(task, port);
    for (const [connection, end] of this.#ends.all()) {
      if (end.lender === task) end.lender = undefined;
      this.leftover(task, connection, []);
      if (end.owner === task) this.stream(task, { type: 'close', connection });
    }
  }

  // ---- handles that go from one task to another

  /** @returns the handle, now the receiver's, or undefined when it was not the sender's to pass */
  #pass(from: number, to: number, handle: PassedHandle): PassedHandle | undefined {
    if (handle.type === 'listener') return this.#ports.pass(from, to, handle.local.port) ? handle : undefined;
    const { connection } = handle;
    const end = this.#ends.get(connection);
    if (!end || end.closed || to === HOST || (end.owner !== from && end.lender !== from)) return undefined;
    end.lender = from;
    end.given = true;
    if (end.held && end.owner === from) {
      // The end had come back to the sender, and no message has reached it since.
      this.#context.toProcess(from, { type: 'passed', connection });
      end.owner = to;
    } else this.#ends.give(connection, end, to);
    return handle;
  }

  /** Passes a handle to a process that starts, for good: the sender does not keep it. */
  handOver(from: number, to: number, handle: PassedHandle): boolean {
    if (handle.type !== 'connection' || !this.#pass(from, to, handle)) return false;
    const end = this.#ends.get(handle.connection);
    if (end) end.lender = undefined;
    return true;
  }

  leftover(task: number, connection: number, messages: readonly StreamMessage[]): void {
    this.#ends.leftover(task, connection, messages);
  }

  hold(task: number, connection: number): void {
    this.#ends.hold(task, connection);
  }

  readHeld(task: number, connection: number, take: TakeHeld): void {
    this.#ends.readHeld(task, connection, take);
  }
}

function transferOf(message: StreamMessage | { readonly type: 'passed' }): Transferable[] {
  if (message.type !== 'data') return [];
  const { bytes, pass } = message;
  return [...handedOver(bytes), ...(pass?.type === 'connection' ? pass.backlog : [])];
}
