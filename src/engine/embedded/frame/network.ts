/**
 * The virtual network: ports, connections, and what travels over them. A connection has two ends, each a
 * number that one process (or the host, pid 0) owns; nobody can speak for an end of another. A pipe between
 * processes is a connection without a port: no wire lies between its ends.
 */
import { connectionBase, type PassedHandle, type SocketAddress, type StreamMessage } from '../protocol/connections.ts';
import type { KernelToHost, KernelToProcess } from '../protocol/messages.ts';
import type { TappedEvent } from '../protocol/wires.ts';
import type { LinkFaults } from '../../engine.ts';
import { handedOver } from '../../shared/stream.ts';
import { Links, type Schedule } from './links.ts';

interface End {
  pid: number;
  readonly peer: number;
  /** The port that was connected to; `PIPE` when there is none. */
  readonly port: number;
  /** Its socket is closed: what still arrives is answered with a reset. */
  closed: boolean;
  /** A process that has passed it on and not closed its own. */
  lender?: number | undefined;
  given?: boolean;
  /**
   * While it changes hands: who has still to say what was on its way there, what came before that, and since. Standard
   * input is held, too, until its process asks to be sent it, or for all there is.
   */
  held?:
    | {
        readonly from: number;
        readonly before: readonly StreamMessage[];
        readonly since: StreamMessage[];
        waits?: TakeHeld | undefined;
      }
    | undefined;
}

type TakeHeld = (messages: readonly StreamMessage[] | null) => void;

interface Listening {
  /** Those who accept in turn. */
  pids: number[];
  /** Those whom one of them has passed it to. */
  readonly granted: Set<number>;
}

type ToProcess = KernelToProcess & ({ readonly connection: number } | { readonly type: 'ports' | 'in-use' });

export interface NetworkContext {
  toProcess(pid: number, message: ToProcess, transfer?: Transferable[]): void;
  toHost(message: KernelToHost, transfer?: Transferable[]): void;
  /** The name of a process, `client` for the host; links are between names. */
  nameOf(pid: number): string;
  pids(): Iterable<number>;
  /** Milliseconds since 1970 on the session's clock. */
  now(): number;
  readonly schedule: Schedule;
}

const HOST = 0;
const PIPE = 0;
const LOOPBACK = '127.0.0.1';
/** Numbers for accepting ends; above every number a process can choose. */
const FIRST_ACCEPTED = 2 ** 48;
/** Ports of connecting sockets, which are not ephemeral ports of the processes' own. */
const CLIENT_PORTS = { first: 40000, last: 48999 };

/** Whether a number is one that `pid` may give to a connection: those of others are not to be guessed. */
const owns = (pid: number, connection: number): boolean =>
  Number.isInteger(connection) && connection >= connectionBase(pid) && connection < connectionBase(pid + 1);

export class VirtualNetwork {
  readonly #context: NetworkContext;
  readonly #links: Links;
  readonly #listening = new Map<number, Listening>();
  readonly #ends = new Map<number, End>();
  #accepted = FIRST_ACCEPTED;
  #clientPort = CLIENT_PORTS.first;
  #tapped = false;

  constructor(context: NetworkContext) {
    this.#context = context;
    this.#links = new Links(() => context.now(), context.schedule);
  }

  // ---- ports

  get ports(): number[] {
    return [...this.#listening.keys()];
  }

  listen(pid: number, port: number, accepts: boolean): void {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
    const there = this.#listening.get(port);
    if (there?.granted.has(pid)) {
      if (accepts && !there.pids.includes(pid)) there.pids.push(pid);
      return;
    }
    if (there) {
      this.#context.toProcess(pid, { type: 'in-use', port });
      return;
    }
    this.#listening.set(port, { pids: accepts ? [pid] : [], granted: new Set([pid]) });
    this.#announce();
    this.#context.toHost({ type: 'listening', pid, port });
  }

  unlisten(pid: number, port: number): void {
    const there = this.#listening.get(port);
    if (!there?.granted.delete(pid)) return;
    there.pids = there.pids.filter((each) => each !== pid);
    if (there.granted.size > 0) return;
    this.#listening.delete(port);
    this.#announce();
    this.#context.toHost({ type: 'closed', pid, port });
  }

  #announce(): void {
    for (const pid of this.#context.pids()) this.#context.toProcess(pid, { type: 'ports', ports: this.ports });
  }

  // ---- faults and the tap

  setLink(a: string, b: string, faults: LinkFaults): void {
    this.#links.set(a, b, faults);
    if (!this.#links.resets(a, b)) return;
    for (const [connection, end] of [...this.#ends]) {
      if (end.port === PIPE) continue;
      const names = [this.#context.nameOf(end.pid), this.#context.nameOf(this.#ends.get(end.peer)?.pid ?? end.pid)];
      if (names.includes(a) && names.includes(b)) this.#reset(connection);
    }
  }

  setTap(on: boolean): void {
    this.#tapped = on;
  }

  #tap(
    type: TappedEvent['type'],
    connection: number,
    port: number,
    from: number,
    to: number,
    bytes?: ArrayBuffer,
  ): void {
    if (!this.#tapped || port === PIPE) return;
    const copy = bytes?.slice(0);
    const event: TappedEvent = {
      time: this.#context.now(),
      connection,
      port,
      type,
      from: this.#context.nameOf(from),
      to: this.#context.nameOf(to),
      ...(copy ? { bytes: copy } : {}),
    };
    this.#context.toHost({ type: 'tapped', event }, copy ? [copy] : []);
  }

  /** Calls `arrive` when a message has come over the wire: at once, unless something is wrong with it. */
  #travel(from: number, to: number, size: number, arrive: () => void): void {
    if (this.#links.whole) arrive();
    else this.#links.send(this.#context.nameOf(from), this.#context.nameOf(to), size, arrive);
  }

  // ---- connections

  /**
   * Makes a pipe between two processes, its ends numbered by the first (the host may leave the second end's
   * number to the kernel).
   * @returns the second end, or undefined when a number is not the first's to give
   */
  pipe(pid: number, own: number, peer: number, other = this.#accepted++): number | undefined {
    const numbered = [own, ...(other < FIRST_ACCEPTED ? [other] : [])];
    if (own === other || numbered.some((connection) => !owns(pid, connection) || this.#ends.has(connection)))
      return undefined;
    this.#ends.set(own, { pid, peer: other, port: PIPE, closed: false });
    this.#ends.set(other, { pid: peer, peer: own, port: PIPE, closed: false });
    return other;
  }

  /** Opens a connection from an end that `pid` has numbered. */
  connect(pid: number, connection: number, port: number): void {
    if (!owns(pid, connection) || this.#ends.has(connection)) return;
    const listening = this.#listening.get(port);
    // Those who share a port take turns.
    const server = listening?.pids.shift();
    if (server !== undefined) listening?.pids.push(server);
    const refuse = (): void => {
      if (pid === HOST) this.#context.toHost({ type: 'refused', connection });
      else this.#context.toProcess(pid, { type: 'refused', connection });
    };
    if (server === undefined || this.#links.resets(this.#context.nameOf(pid), this.#context.nameOf(server))) {
      refuse();
      return;
    }
    this.#tap('open', connection, port, pid, server);
    this.#travel(pid, server, 0, () => {
      if (!this.#listening.get(port)?.pids.includes(server)) {
        this.#travel(server, pid, 0, refuse);
        return;
      }
      const accepted = this.#accepted++;
      this.#ends.set(connection, { pid, peer: accepted, port, closed: false });
      this.#ends.set(accepted, { pid: server, peer: connection, port, closed: false });
      this.#clientPort = this.#clientPort >= CLIENT_PORTS.last ? CLIENT_PORTS.first : this.#clientPort + 1;
      const client: SocketAddress = { address: LOOPBACK, family: 'IPv4', port: this.#clientPort };
      const target: SocketAddress = { address: LOOPBACK, family: 'IPv4', port };
      this.#context.toProcess(server, { type: 'accept', connection: accepted, local: target, remote: client });
      this.#travel(server, pid, 0, () => {
        if (pid === HOST) this.#context.toHost({ type: 'connected', connection });
        else this.#context.toProcess(pid, { type: 'connected', connection, local: client, remote: target });
      });
    });
  }

  /** Traffic that `pid` sends from one of its ends. */
  stream(pid: number, message: StreamMessage): void {
    const { connection, type } = message;
    const end = this.#ends.get(connection);
    if (!end) return;
    if (end.closed) {
      // All that a closed socket still sends is the answer to what came too late for it.
      if (type === 'reset' && end.pid === pid)
        this.#travel(pid, this.#ends.get(end.peer)?.pid ?? pid, 0, () =>
          this.#arrive(connection, end.peer, { type, connection }),
        );
      return;
    }
    const closes = type === 'close' || type === 'reset';
    if (end.pid !== pid) {
      if (closes && end.lender === pid) end.lender = undefined;
      return;
    }
    if (closes && end.lender !== undefined) {
      this.#give(
        connection,
        end,
        end.lender,
        (message.unread ?? []).map((bytes) => ({ type: 'data', connection, bytes })),
      );
      end.lender = undefined;
      return;
    }
    const peer = this.#ends.get(end.peer);
    const to = peer?.pid ?? pid;
    if (type !== 'consumed')
      this.#tap(type, Math.min(connection, end.peer), end.port, pid, to, type === 'data' ? message.bytes : undefined);
    if (closes) {
      end.closed = true;
      // Who was given it waits to hear whether it goes back.
      if (end.given) this.#context.toProcess(pid, { type: 'passed', connection });
    }
    if (end.port === PIPE) {
      const pass =
        type === 'data' && message.pass && peer && !peer.closed ? this.#pass(pid, to, message.pass) : undefined;
      this.#arrive(
        connection,
        end.peer,
        type === 'data' ? { type, connection, bytes: message.bytes, ...(pass && { pass }) } : message,
      );
      return;
    }
    const size = type === 'data' ? message.bytes.byteLength : 0;
    this.#travel(pid, to, size, () =>
      this.#arrive(connection, end.peer, type === 'data' ? { type, connection, bytes: message.bytes } : message),
    );
  }

  /** A process is gone: the operating system closes what it had open. */
  closeAll(pid: number): void {
    for (const port of this.ports) this.unlisten(pid, port);
    for (const [connection, end] of [...this.#ends]) {
      if (end.lender === pid) end.lender = undefined;
      if (end.held?.from === pid) this.leftover(pid, connection, []);
      if (end.pid === pid) this.stream(pid, { type: 'close', connection });
    }
  }

  // ---- handles that go from one process to another

  /** @returns the handle, now the receiver's, or undefined when it was not the sender's to pass. */
  #pass(from: number, to: number, handle: PassedHandle): PassedHandle | undefined {
    if (handle.type === 'listener') {
      const listening = this.#listening.get(handle.local.port);
      if (!listening?.granted.has(from)) return undefined;
      listening.granted.add(to);
      return handle;
    }
    const end = this.#ends.get(handle.connection);
    if (!end || end.closed || to === HOST || (end.pid !== from && end.lender !== from)) return undefined;
    end.lender = from;
    end.given = true;
    if (end.held && end.pid === from) {
      // It had come back, and nothing has reached this process since.
      this.#context.toProcess(from, { type: 'passed', connection: handle.connection });
      end.pid = to;
    } else this.#give(handle.connection, end, to);
    return handle;
  }

  /** The same for good, as a process starts: it gets the end, and nobody else keeps it. */
  handOver(from: number, to: number, handle: PassedHandle): boolean {
    if (handle.type !== 'connection' || !this.#pass(from, to, handle)) return false;
    const end = this.#ends.get(handle.connection);
    if (end) end.lender = undefined;
    return true;
  }

  /** What the old owner has not got yet comes after what is on its way to it. */
  #give(connection: number, end: End, to: number, before: readonly StreamMessage[] = []): void {
    end.held = { from: end.pid, before, since: [] };
    this.#context.toProcess(end.pid, { type: 'passed', connection });
    end.pid = to;
  }

  /** The old owner has heard that it is not the owner any more; this had reached it before. */
  leftover(pid: number, connection: number, messages: readonly StreamMessage[]): void {
    const end = this.#ends.get(connection);
    if (end?.held?.from !== pid) return;
    const all = [...end.held.before, ...messages, ...end.held.since];
    end.held = undefined;
    for (const message of all) this.#toEnd(connection, message);
  }

  /** Keeps what comes to an end that `pid` has just got, until `leftover`. */
  hold(pid: number, connection: number): void {
    const end = this.#ends.get(connection);
    if (end?.pid === pid) end.held = { from: pid, before: [], since: [] };
  }

  /** @param take gets what has come to an end that is held, as soon as anything has; null when it is not held */
  readHeld(pid: number, connection: number, take: TakeHeld): void {
    const held = this.#ends.get(connection)?.held;
    if (held?.from !== pid) take(null);
    else if (held.since.length > 0) take(held.since.splice(0));
    else held.waits = take;
  }

  #arrive(from: number, at: number, message: StreamMessage): void {
    const peer = this.#ends.get(at);
    const gone = !peer || peer.closed;
    if (message.type === 'data' && gone) this.#reset(from);
    else if (message.type === 'reset' && !gone) this.#reset(at);
    else if (!gone) this.#toEnd(at, { ...message, connection: at });
    if (this.#ends.get(from)?.closed !== false && gone) {
      this.#ends.delete(from);
      this.#ends.delete(at);
    }
  }

  /** Breaks one end; the other is not told. */
  #reset(connection: number): void {
    const end = this.#ends.get(connection);
    if (!end || end.closed) return;
    end.closed = true;
    this.#toEnd(connection, { type: 'reset', connection });
    if (this.#ends.get(end.peer)?.closed !== false) {
      this.#ends.delete(connection);
      this.#ends.delete(end.peer);
    }
  }

  #toEnd(connection: number, message: StreamMessage): void {
    const end = this.#ends.get(connection);
    if (!end) return;
    const { held } = end;
    if (held) {
      held.since.push(message);
      const { waits } = held;
      held.waits = undefined;
      waits?.(held.since.splice(0));
    } else if (end.pid === HOST) this.#context.toHost(message, transferOf(message));
    else this.#context.toProcess(end.pid, message, transferOf(message));
  }
}

function transferOf(message: StreamMessage): Transferable[] {
  if (message.type !== 'data') return [];
  const { bytes, pass } = message;
  return [...handedOver(bytes), ...(pass?.type === 'connection' ? pass.backlog : [])];
}
