/** The wires between the processes of a checked project in real Node: a proxy for each pair, on the lab's clock. */
import { rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { resetSocket } from '../lib/reset-socket.ts';

export interface Faults {
  readonly delay?: number;
  readonly cut?: 'silent' | 'reset';
}

interface Message {
  readonly ready: number;
  readonly deliver: () => void;
}

/** The messages that one side has sent and the other has not got, in order. */
interface Direction {
  readonly names: string;
  readonly queue: Message[];
}

interface Port {
  readonly owner: string;
  readonly servers: Server[];
  readonly files: Map<string, { readonly path: string; readonly port: number }>;
}

const keyOf = (a: string, b: string): string => [a, b].sort().join('\n');

export class Wires {
  /** A count of everything that comes in; while it rises, processes are still at work. */
  activity = 0;
  readonly #folderOf: (name: string) => string;
  readonly #names: readonly string[];
  readonly #now: () => number;
  readonly #faults = new Map<string, Faults>();
  readonly #ports = new Map<number, Port>();
  readonly #directions = new Set<Direction>();
  readonly #sockets = new Map<Socket, string>();

  /** @param folderOf the folder where a process finds which port of this machine stands for one of the project's */
  constructor(names: readonly string[], folderOf: (name: string) => string, now: () => number) {
    this.#names = names;
    this.#folderOf = folderOf;
    this.#now = now;
  }

  /** `owner` listens on `claimed`, which is `real` on this machine: all others can connect when this resolves. */
  async open(owner: string, claimed: number, real: number): Promise<void> {
    const port: Port = { owner, servers: [], files: new Map() };
    this.#ports.set(claimed, port);
    for (const name of this.#names) {
      const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        this.#accept(socket, name, owner, real),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      port.servers.push(server);
      port.files.set(name, {
        path: join(this.#folderOf(name), String(claimed)),
        port: (server.address() as AddressInfo).port,
      });
    }
    this.#publish(port);
  }

  /** A process has ended: its ports refuse. */
  close(owner: string): void {
    for (const [claimed, port] of this.#ports) {
      if (port.owner !== owner) continue;
      this.#ports.delete(claimed);
      for (const server of port.servers) server.close();
      for (const { path } of port.files.values()) rmSync(path, { force: true });
    }
  }

  set(a: string, b: string, faults: Faults): void {
    this.#faults.set(keyOf(a, b), faults);
    for (const port of this.#ports.values()) this.#publish(port);
    if (faults.cut === 'reset')
      for (const [socket, names] of this.#sockets) if (names === keyOf(a, b)) resetSocket(socket);
    this.run();
  }

  /** When the next message arrives, milliseconds since 1970; null when none is on its way. */
  get next(): number | null {
    const due = [...this.#directions].flatMap(({ names, queue }) =>
      queue[0] && this.#faults.get(names)?.cut === undefined ? [queue[0].ready] : [],
    );
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Delivers messages that are due. */
  run(): void {
    for (const direction of this.#directions) this.#runDirection(direction);
  }

  end(): void {
    for (const name of this.#names) this.close(name);
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #publish({ owner, files }: Port): void {
    for (const [name, { path, port }] of files) {
      if (this.#faults.get(keyOf(name, owner))?.cut === 'reset') rmSync(path, { force: true });
      else writeFileSync(path, String(port));
    }
  }

  #runDirection({ names, queue }: Direction): void {
    while (queue[0] && queue[0].ready <= this.#now() && this.#faults.get(names)?.cut === undefined)
      queue.shift()?.deliver();
  }

  /** Connects as the engine does: a trip to connect, a trip back to hear of it, then the bytes. */
  #accept(client: Socket, from: string, owner: string, real: number): void {
    const names = keyOf(from, owner);
    const [forth, back]: readonly [Direction, Direction] = [
      { names, queue: [] },
      { names, queue: [] },
    ];
    const delay = (): number => this.#faults.get(names)?.delay ?? 0;
    const connected = this.#now() + 2 * delay();
    const send = (direction: Direction, deliver: () => void, earliest = 0): void => {
      direction.queue.push({
        // It travels beside those that are under way, and arrives after them.
        ready: Math.max(Math.max(this.#now(), earliest) + delay(), direction.queue.at(-1)?.ready ?? 0),
        deliver,
      });
      this.#runDirection(direction);
    };
    this.activity += 1;
    for (const direction of [forth, back]) this.#directions.add(direction);
    this.#track(client, names);
    client.pause();
    send(forth, () => {
      const server = connect({ port: real, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
      this.#track(server, names);
      this.#join(client, server, (deliver) => send(forth, deliver, connected));
      this.#join(server, client, (deliver) => send(back, deliver));
      server.once('close', () => [forth, back].forEach((direction) => this.#directions.delete(direction)));
    });
  }

  #join(source: Socket, target: Socket, send: (deliver: () => void) => void): void {
    let broken = false;
    source.on('data', (bytes) => send(() => target.write(bytes)));
    source.on('end', () => send(() => target.end()));
    source.on('error', () => {
      broken = true;
    });
    source.on('close', () => send(() => (broken ? resetSocket(target) : target.destroySoon())));
    source.resume();
  }

  #track(socket: Socket, names: string): void {
    this.#sockets.set(socket, names);
    for (const event of ['connect', 'data', 'end', 'error', 'close']) socket.on(event, () => (this.activity += 1));
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
