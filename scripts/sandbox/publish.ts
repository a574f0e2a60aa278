/** Ports of the engine on this machine's loopback interface: each TCP connection becomes one in the engine. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { resetSocket } from '../lib/reset-socket.ts';
import { WINDOW, packBytes, type FromPage, type ToPage } from './channel.ts';
import type { PublishedPort } from './options.ts';

const LOOPBACK = ['127.0.0.1', '::1'];

interface Client {
  readonly socket: Socket;
  /** Bytes on their way to the program. */
  untaken: number;
  connected: boolean;
}

export class Publisher {
  readonly #ports: readonly PublishedPort[];
  readonly #send: (message: ToPage | Uint8Array) => void;
  readonly #servers = new Map<number, Server[]>();
  readonly #clients = new Map<number, Client>();
  #next = 1;

  constructor(ports: readonly PublishedPort[], send: (message: ToPage | Uint8Array) => void) {
    this.#ports = ports;
    this.#send = send;
  }

  /** The program listens on `port`: opens the port of this machine for it, if it is published. */
  async open(port: number): Promise<void> {
    const published = this.#ports.find((candidate) => candidate.port === port);
    if (!published || this.#servers.has(port)) return;
    const servers: Server[] = [];
    this.#servers.set(port, servers);
    for (const address of LOOPBACK) {
      const server = await listen(published, address, (socket) => this.#accept(socket, port));
      if (server) servers.push(server);
    }
    // The program may have stopped listening meanwhile.
    if (this.#servers.get(port) !== servers) servers.forEach((server) => server.close());
  }

  /** The program listens no more; connections stay. */
  close(port: number): void {
    this.#servers.get(port)?.forEach((server) => server.close());
    this.#servers.delete(port);
  }

  /** The program has ended; bytes that it has sent still arrive. */
  end(): void {
    for (const port of [...this.#servers.keys()]) this.close(port);
    for (const { socket } of this.#clients.values()) socket.destroySoon();
  }

  receive(message: FromPage): void {
    if (!('id' in message)) return;
    const client = this.#clients.get(message.id);
    if (!client) return;
    switch (message.type) {
      case 'connected':
        client.connected = true;
        client.socket.resume();
        return;
      case 'refused':
        resetSocket(client.socket);
        return;
      case 'end':
        client.socket.end();
        return;
      case 'close':
        if (message.reset) resetSocket(client.socket);
        else client.socket.destroySoon();
        return;
      case 'taken':
        client.untaken -= message.count;
        if (client.untaken < WINDOW) client.socket.resume();
    }
  }

  receiveBytes(id: number, bytes: Uint8Array): void {
    const count = bytes.length;
    this.#clients.get(id)?.socket.write(bytes, () => this.#send({ type: 'taken', id, count }));
  }

  #accept(socket: Socket, port: number): void {
    const id = this.#next++;
    const client: Client = { socket, untaken: 0, connected: false };
    this.#clients.set(id, client);
    let broken = false;
    socket.pause();
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      client.untaken += bytes.length;
      if (client.untaken >= WINDOW) socket.pause();
      this.#send(packBytes(id, bytes));
    });
    socket.on('end', () => this.#send({ type: 'end', id }));
    socket.on('error', () => {
      broken = true;
    });
    socket.on('close', () => {
      this.#clients.delete(id);
      this.#send({ type: 'close', id, reset: broken });
    });
    this.#send({ type: 'connect', id, port });
  }
}

/**
 * Whether every published port is free on this machine.
 * @throws Error with a sentence when one is taken or may not be opened
 */
export async function checkFree(ports: readonly PublishedPort[]): Promise<void> {
  for (const published of ports) {
    const server = await listen(published, LOOPBACK[0] as string, (socket) => socket.destroy());
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}

/** @returns the server, or undefined when the machine has no such address */
function listen(
  { port, host }: PublishedPort,
  address: string,
  accept: (socket: Socket) => void,
): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, accept);
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(undefined);
      else if (error.code === 'EADDRINUSE')
        reject(
          new Error(
            `Port ${host} of this machine is taken (${address}). Stop what listens there, or publish to another: --publish ${port}:${host === 65_535 ? host - 1 : host + 1}.`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(
          new Error(
            `Port ${host} of this machine may not be opened by this user; ports from 1024 on may: --publish ${port}:${host < 1024 ? host + 8000 : host}.`,
          ),
        );
      else reject(error);
    });
    server.listen(host, address, () => resolve(server));
  });
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
