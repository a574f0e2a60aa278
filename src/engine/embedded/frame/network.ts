/**
 * The virtual network: ports, connections, and what travels over them. A connection has two ends, each a
 * number that one process (or the host, pid 0) owns; nobody can speak for an end of another.
 */
import { connectionBase, type KernelToHost, type KernelToProcess, type LinkFaults, type SocketAddress, type StreamMessage, type TapEvent } from '../protocol.ts';
import { Links, type Schedule } from './links.ts';

interface End {
  readonly pid: number;
  readonly peer: number;
  /** The port that was connected to. */
  readonly port: number;
  /** Its socket is closed: what still arrives is answered with a reset. */
  closed: boolean;
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
  readonly #listening = new Map<number, number>();
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

  listen(pid: number, port: number): void {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
    if (this.#listening.has(port)) {
      this.#context.toProcess(pid, { type: 'in-use', port });
      return;
    }
    this.#listening.set(port, pid);
    this.#announce();
    this.#context.toHost({ type: 'listening', pid, port });
  }

  unlisten(pid: number, port: number): void {
    if (this.#listening.get(port) !== pid) return;
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
      const names = [this.#context.nameOf(end.pid), this.#context.nameOf(this.#ends.get(end.peer)?.pid ?? end.pid)];
      if (names.includes(a) && names.includes(b)) this.#reset(connection);
    }
  }

  setTap(on: boolean): void {
    this.#tapped = on;
  }

  #tap(type: TapEvent['type'], connection: number, port: number, from: number, to: number, bytes?: ArrayBuffer): void {
    if (!this.#tapped) return;
    const copy = bytes?.slice(0);
    const event: TapEvent = {
      time: this.#context.now(), connection, port, type,
      from: this.#context.nameOf(from), to: this.#context.nameOf(to), ...(copy ? { bytes: copy } : {}),
    };
    this.#context.toHost({ type: 'tapped', event }, copy ? [copy] : []);
  }

  /** Calls `arrive` when a message has come over the wire: at once, unless something is wrong with it. */
  #travel(from: number, to: number, size: number, arrive: () => void): void {
    if (this.#links.whole) arrive();
    else this.#links.send(this.#context.nameOf(from), this.#context.nameOf(to), size, arrive);
  }

  // ---- connections

  /** Opens a connection from an end that `pid` has numbered. */
  connect(pid: number, connection: number, port: number): void {
    if (!owns(pid, connection) || this.#ends.has(connection)) return;
    const server = this.#listening.get(port);
    const refuse = (): void => this.#toEnd(pid, { type: 'refused', connection });
    if (server === undefined || this.#links.resets(this.#context.nameOf(pid), this.#context.nameOf(server))) {
      refuse();
      return;
    }
    this.#tap('open', connection, port, pid, server);
    this.#travel(pid, server, 0, () => {
      if (this.#listening.get(port) !== server) {
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
    const { connection } = message;
    const end = this.#ends.get(connection);
    if (!end || end.pid !== pid || end.closed) return;
    const peer = this.#ends.get(end.peer);
    const to = peer?.pid ?? pid;
    if (message.type !== 'consumed') this.#tap(message.type, Math.min(connection, end.peer), end.port, pid, to, message.type === 'data' ? message.bytes : undefined);
    if (message.type === 'close' || message.type === 'reset') end.closed = true;
    const size = message.type === 'data' ? message.bytes.byteLength : 0;
    this.#travel(pid, to, size, () => this.#arrive(connection, end.peer, message));
  }

  /** A process is gone: the operating system closes what it had open. */
  closeAll(pid: number): void {
    for (const port of this.ports) this.unlisten(pid, port);
    for (const [connection, end] of [...this.#ends]) if (end.pid === pid) this.stream(pid, { type: 'close', connection });
  }

  #arrive(from: number, at: number, message: StreamMessage): void {
    const peer = this.#ends.get(at);
    const gone = !peer || peer.closed;
    if (message.type === 'data' && gone) this.#reset(from);
    else if (message.type === 'reset' && !gone) this.#reset(at);
    else if (!gone) this.#toEnd(peer.pid, { ...message, connection: at });
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
    this.#toEnd(end.pid, { type: 'reset', connection });
    if (this.#ends.get(end.peer)?.closed !== false) {
      this.#ends.delete(connection);
      this.#ends.delete(end.peer);
    }
  }

  #toEnd(pid: number, message: StreamMessage | { readonly type: 'refused'; readonly connection: number }): void {
    const transfer = message.type === 'data' ? [message.bytes] : [];
    if (pid === HOST) this.#context.toHost(message, transfer);
    else this.#context.toProcess(pid, message, transfer);
  }
}
