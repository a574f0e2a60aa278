/**
 * `internalBinding('tcp_wrap')`: Node's TCP handles on the virtual network (src/tcp_wrap.cc is the contract).
 * Addresses are all loopback: a port belongs to the session.
 */
import { isLoopback } from '../network/addresses.ts';
import type { Network } from '../network/network.ts';
import type { ReceivedHandle, Stream } from '../network/stream.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { Facts } from '../facts.ts';
import type { PassedHandle, SocketAddress } from '../../protocol/connections.ts';
import { StreamCodes, StreamHandle } from '../handles/stream-handle.ts';

interface ConnectRequest {
  oncomplete?(status: number, handle: object, request: object, readable: boolean, writable: boolean): void;
}

export interface TcpWrap {
  readonly binding: object;
  /** A handle that another process has sent. */
  received(handle: ReceivedHandle): StreamHandle;
}

export function createTcpWrap(facts: Facts, loop: EventLoop, network: Network, onclose: symbol): TcpWrap {
  const codes = new StreamCodes(facts);
  const { SERVER } = facts.bindings['tcp_wrap']?.['constants'] as { SERVER: number };

  class TCP extends StreamHandle {
    // Node's library writes it on the handle.
    declare onconnection: (status: number, handle: TCP | undefined) => void;
    readonly #type: number;
    #local: SocketAddress | undefined;
    #remote: SocketAddress | undefined;
    #bindError = 0;
    /** Whether another process listens on the port as well. */
    #shared = false;

    constructor(type: number) {
      super(loop, onclose, codes);
      this.#type = type;
    }

    override get resource(): string {
      return `TCP${this.#type === SERVER && !this.stream ? 'Server' : 'Socket'}Wrap`;
    }

    static connected(stream: Stream, local: SocketAddress, remote: SocketAddress): TCP {
      const handle = new TCP(SERVER);
      handle.#connected(stream, local, remote);
      return handle;
    }

    static listening(local: SocketAddress): TCP {
      const handle = new TCP(SERVER);
      handle.#local = local;
      handle.#shared = true;
      network.share(local.port);
      return handle;
    }

    override pass(): PassedHandle | undefined {
      const local = this.#local;
      if (!local) return undefined;
      if (this.stream && this.#remote) return this.stream.lend(local, this.#remote);
      if (this.#bindError !== 0) return undefined;
      if (!this.listening) network.reserve(local.port, local.address);
      this.#shared = true;
      return { type: 'listener', local };
    }

    // ---- set-up

    bind(address: string, port: number): number {
      return this.#bind({ address, family: 'IPv4', port });
    }

    bind6(address: string, port: number): number {
      return this.#bind({ address, family: 'IPv6', port });
    }

    #bind(local: SocketAddress): number {
      if (!isLoopback(local.address)) return codes.of('EADDRNOTAVAIL');
      const port = local.port === 0 ? network.ephemeralPort() : local.port;
      this.#local = { ...local, port };
      // libuv reports an address in use from listen(), not from bind() (uv_tcp_listen, delayed_error).
      this.#bindError = network.isTaken(port) ? codes.of('EADDRINUSE') : 0;
      return 0;
    }

    listen(_backlog: number): number {
      if (this.listening) return 0;
      if (this.#bindError !== 0) return this.#bindError;
      const local = this.#local ?? { address: '0.0.0.0', family: 'IPv4', port: network.ephemeralPort() };
      this.#local = local;
      if (network.isTaken(local.port)) return codes.of('EADDRINUSE');
      network.listen(local.port, local.address, {
        accept: (stream, address, remote) => {
          const mapped = (each: SocketAddress): SocketAddress =>
            local.family === 'IPv6'
              ? { ...each, family: 'IPv6', address: '::ffff:127.0.0.1' }
              : { ...each, family: 'IPv4' };
          this.onconnection(0, TCP.connected(stream, mapped(address), mapped(remote)));
        },
        taken: () => this.onconnection(codes.of('EADDRINUSE'), undefined),
      });
      this.listening = true;
      return 0;
    }

    connect(request: ConnectRequest, address: string, port: number): number {
      return this.#connect(request, address, port);
    }

    connect6(request: ConnectRequest, address: string, port: number): number {
      return this.#connect(request, address, port);
    }

    #connect(request: ConnectRequest, address: string, port: number): number {
      this.requested();
      const settle = (status: number) => {
        this.finished();
        // An attempt that Node has given up on has no oncomplete (internalConnectMultipleTimeout in lib/net.js).
        request.oncomplete?.(status, this, request, true, true);
      };
      if (!isLoopback(address)) {
        loop.defer(() => settle(codes.of('ENETUNREACH')));
        return 0;
      }
      const stream = network.connect(port, (addresses) => {
        if (this.closed) {
          stream.close(false);
          return settle(codes.status.canceled);
        }
        if (!addresses) return settle(codes.of('ECONNREFUSED'));
        this.#connected(stream, addresses.local, addresses.remote);
        settle(0);
      });
      return 0;
    }

    open(): number {
      return codes.of('EINVAL');
    }

    // ---- options that a virtual network has no use for

    setNoDelay(): number {
      return 0;
    }
    setKeepAlive(): number {
      return 0;
    }
    setSimultaneousAccepts(): number {
      return 0;
    }
    setTypeOfService(): number {
      return 0;
    }
    getTypeOfService(): number {
      return 0;
    }

    getsockname(out: object): number {
      if (!this.#local) return codes.of('EBADF');
      Object.assign(out, this.#local);
      return 0;
    }

    getpeername(out: object): number {
      if (!this.#remote) return codes.of('ENOTCONN');
      Object.assign(out, this.#remote);
      return 0;
    }

    get type(): number {
      return this.#type;
    }

    #connected(stream: Stream, local: SocketAddress, remote: SocketAddress): void {
      this.attach(stream);
      this.#local = local;
      this.#remote = remote;
    }

    protected override release(): void {
      if ((this.listening || this.#shared) && this.#local) network.unlisten(this.#local.port);
      super.release();
    }
  }

  class TCPConnectWrap {}
  return {
    binding: { ...facts.bindings['tcp_wrap'], TCP, TCPConnectWrap },
    received: (handle) =>
      handle.type === 'connection'
        ? TCP.connected(handle.stream, handle.local, handle.remote)
        : TCP.listening(handle.local),
  };
}
