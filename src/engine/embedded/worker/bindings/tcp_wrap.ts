/**
 * `internalBinding('tcp_wrap')`: Node's TCP handles on the virtual network (src/tcp_wrap.cc and
 * src/stream_base.cc are the contract). Addresses are all loopback: a port belongs to the session.
 */
import type { Network, Outcome, Stream } from '../network.ts';
import type { EventLoop } from '../loop.ts';
import { constant, type Facts } from '../facts.ts';
import type { SocketAddress } from '../../protocol.ts';
import { Handle } from './handle.ts';
import { streamBaseState } from './stream_wrap.ts';
import { encode } from './buffer/encodings.ts';

interface WriteRequest {
  oncomplete(status: number, handle: object, error: undefined): void;
}
interface ConnectRequest {
  oncomplete?(status: number, handle: object, request: object, readable: boolean, writable: boolean): void;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|0\.0\.0\.0|::|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

export function createTcpWrapBinding(facts: Facts, loop: EventLoop, network: Network, onclose: symbol): object {
  const uv = (name: string) => constant(facts, 'uv', name);
  const STATUS: Readonly<Record<Outcome, number>> = { sent: 0, reset: uv('UV_ECONNRESET'), canceled: uv('UV_ECANCELED') };
  const later = (callback: () => void): void => loop.defer(callback);
  const { SERVER } = { SERVER: (facts.bindings['tcp_wrap']?.['constants'] as { SERVER: number }).SERVER };

  class TCP extends Handle {
    // Node's library writes these on the handle.
    declare onread: (buffer: ArrayBuffer | undefined) => unknown;
    declare onconnection: (status: number, handle: TCP | undefined) => void;
    readonly #type: number;
    #stream: Stream | undefined;
    #local: SocketAddress | undefined;
    #remote: SocketAddress | undefined;
    #bindError = 0;
    #listening = false;
    #reading = false;
    #requests = 0;
    #userBuffer: Uint8Array | undefined;
    readonly isStreamBase = false;

    constructor(type: number) {
      super(loop, onclose);
      this.#type = type;
    }

    get bytesRead(): number {
      return this.#stream?.bytesRead ?? 0;
    }

    get bytesWritten(): number {
      return this.#stream?.bytesWritten ?? 0;
    }

    get fd(): number {
      return -1;
    }

    get writeQueueSize(): number {
      return this.#stream?.writing ? 1 : 0;
    }

    // ---- set-up

    bind(address: string, port: number): number {
      return this.#bind({ address, family: 'IPv4', port });
    }

    bind6(address: string, port: number): number {
      return this.#bind({ address, family: 'IPv6', port });
    }

    #bind(local: SocketAddress): number {
      if (!LOOPBACK.test(local.address)) return uv('UV_EADDRNOTAVAIL');
      const port = local.port === 0 ? network.ephemeralPort() : local.port;
      this.#local = { ...local, port };
      // libuv reports an address in use from listen(), not from bind() (uv_tcp_listen, delayed_error).
      this.#bindError = network.isTaken(port) ? uv('UV_EADDRINUSE') : 0;
      return 0;
    }

    listen(_backlog: number): number {
      if (this.#bindError !== 0) return this.#bindError;
      const local = this.#local ?? { address: '0.0.0.0', family: 'IPv4', port: network.ephemeralPort() };
      this.#local = local;
      if (network.isTaken(local.port)) return uv('UV_EADDRINUSE');
      network.listen(local.port, local.address, {
        accept: (stream, address, remote) => {
          const handle = new TCP(SERVER);
          handle.#attach(stream, { ...address, family: local.family, address: local.family === 'IPv6' ? '::ffff:127.0.0.1' : address.address },
            local.family === 'IPv6' ? { ...remote, family: 'IPv6', address: '::ffff:127.0.0.1' } : remote);
          this.onconnection(0, handle);
        },
        taken: () => this.onconnection(uv('UV_EADDRINUSE'), undefined),
      });
      this.#listening = true;
      this.#update();
      return 0;
    }

    connect(request: ConnectRequest, address: string, port: number): number {
      return this.#connect(request, address, port);
    }

    connect6(request: ConnectRequest, address: string, port: number): number {
      return this.#connect(request, address, port);
    }

    #connect(request: ConnectRequest, address: string, port: number): number {
      this.#requests += 1;
      this.#update();
      const settle = (status: number) => {
        this.#requests -= 1;
        this.#update();
        // An attempt that Node has given up on has none (internalConnectMultipleTimeout in lib/net.js).
        request.oncomplete?.(status, this, request, true, true);
      };
      if (!LOOPBACK.test(address)) {
        loop.defer(() => settle(uv('UV_ENETUNREACH')));
        return 0;
      }
      const stream = network.connect(port, (addresses) => {
        if (this.closed) {
          stream.close(false);
          return settle(STATUS.canceled);
        }
        if (!addresses) return settle(uv('UV_ECONNREFUSED'));
        this.#attach(stream, addresses.local, addresses.remote);
        settle(0);
      });
      return 0;
    }

    open(): number {
      return uv('UV_EINVAL');
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
    setBlocking(): number {
      return 0;
    }
    setTypeOfService(): number {
      return 0;
    }
    getTypeOfService(): number {
      return 0;
    }

    getsockname(out: object): number {
      if (!this.#local) return uv('UV_EBADF');
      Object.assign(out, this.#local);
      return 0;
    }

    getpeername(out: object): number {
      if (!this.#remote) return uv('UV_ENOTCONN');
      Object.assign(out, this.#remote);
      return 0;
    }

    // ---- reading

    readStart(): number {
      if (!this.#stream) return uv('UV_ENOTCONN');
      this.#reading = true;
      this.#update();
      this.#stream.readStart(later);
      return 0;
    }

    readStop(): number {
      this.#reading = false;
      this.#stream?.readStop();
      this.#update();
      return 0;
    }

    /** `onread: { buffer }` of net.Socket: data is copied into the caller's buffer. */
    useUserBuffer(buffer: Uint8Array): void {
      this.#userBuffer = buffer;
    }

    #attach(stream: Stream, local: SocketAddress, remote: SocketAddress): void {
      this.#stream = stream;
      this.#local = local;
      this.#remote = remote;
      stream.owner = {
        data: (bytes) => this.#data(bytes),
        end: () => this.#read(uv('UV_EOF'), undefined),
        reset: () => this.#read(uv('UV_ECONNRESET'), undefined),
      };
    }

    #data(bytes: ArrayBuffer): void {
      const target = this.#userBuffer;
      if (!target) return this.#read(bytes.byteLength, bytes);
      for (let from = 0; from < bytes.byteLength; from += target.byteLength) {
        const part = new Uint8Array(bytes, from, Math.min(target.byteLength, bytes.byteLength - from));
        target.set(part);
        this.#read(part.byteLength, undefined);
      }
    }

    #read(status: number, bytes: ArrayBuffer | undefined): void {
      if (status < 0) {
        this.#reading = false;
        this.#update();
      }
      streamBaseState[0] = status;
      streamBaseState[1] = 0;
      this.onread(bytes);
    }

    // ---- writing

    writeBuffer(request: WriteRequest, bytes: Uint8Array): number {
      return this.#write(request, bytes);
    }
    writeUtf8String(request: WriteRequest, text: string): number {
      return this.#write(request, encode(text, 'utf8'));
    }
    writeAsciiString(request: WriteRequest, text: string): number {
      return this.#write(request, encode(text, 'latin1'));
    }
    writeLatin1String(request: WriteRequest, text: string): number {
      return this.#write(request, encode(text, 'latin1'));
    }
    writeUcs2String(request: WriteRequest, text: string): number {
      return this.#write(request, encode(text, 'utf16le'));
    }

    /** Either buffers only, or alternating chunk and encoding (src/stream_base.cc, WriteV). */
    writev(request: WriteRequest, chunks: readonly (string | Uint8Array)[], allBuffers: boolean): number {
      const parts: Uint8Array[] = [];
      if (allBuffers) parts.push(...(chunks as Uint8Array[]));
      else {
        for (let index = 0; index < chunks.length; index += 2) {
          const chunk = chunks[index] ?? '';
          parts.push(typeof chunk === 'string' ? encode(chunk, String(chunks[index + 1])) : chunk);
        }
      }
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
      let offset = 0;
      for (const part of parts) {
        whole.set(part, offset);
        offset += part.byteLength;
      }
      return this.#write(request, whole);
    }

    #write(request: WriteRequest, bytes: Uint8Array): number {
      const stream = this.#stream;
      if (!stream || stream.broken) return uv('UV_EPIPE');
      streamBaseState[2] = bytes.byteLength;
      const sent = stream.write(bytes, (outcome) => {
        this.#requests -= 1;
        this.#update();
        request.oncomplete(STATUS[outcome], this, undefined);
      });
      streamBaseState[3] = sent ? 0 : 1;
      if (!sent) {
        this.#requests += 1;
        this.#update();
      }
      return 0;
    }

    shutdown(request: WriteRequest): number {
      if (!this.#stream) return uv('UV_ENOTCONN');
      this.#requests += 1;
      this.#update();
      this.#stream.end((outcome) => {
        this.#requests -= 1;
        this.#update();
        request.oncomplete(this.closed ? STATUS.canceled : STATUS[outcome], this, undefined);
      }, later);
      return 0;
    }

    reset(callback?: () => void): number {
      this.#closeStream(true);
      this.close(callback);
      return 0;
    }

    protected override release(): void {
      if (this.#listening && this.#local) network.unlisten(this.#local.port);
      this.#listening = false;
      this.#closeStream(false);
    }

    /** What had not been written yet is told so just before the handle's own callback (uv__stream_destroy). */
    #closeStream(abort: boolean): void {
      for (const done of this.#stream?.close(abort) ?? []) loop.deferClose(() => done('canceled'));
      this.#stream = undefined;
    }

    #update(): void {
      this.setActive(this.#listening || this.#reading || this.#requests > 0);
    }

    get type(): number {
      return this.#type;
    }
  }

  class TCPConnectWrap {}
  return { ...facts.bindings['tcp_wrap'], TCP, TCPConnectWrap };
}
