/**
 * `internalBinding('pipe_wrap')`: pipes between processes, which carry bytes and, with IPC, handles
 * (src/pipe_wrap.cc is the contract).
 */
import type { Descriptors } from '../descriptors.ts';
import type { Facts } from '../facts.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { ReceivedHandle, Stream } from '../network/stream.ts';
import type { PassedHandle } from '../../protocol/connections.ts';
import type { StreamCodes, StreamHandle } from '../handles/stream-handle.ts';
import { NOWHERE } from '../network/addresses.ts';

export interface PipeWrap {
  readonly binding: object;
  /** Connects a pipe that Node's library has made with this process's end of one. */
  attach(pipe: object, stream: Stream): void;
}

export interface PipeContext {
  /** The class that TCP handles extend, too, handed in so that the extension's script has no copy of it. */
  readonly StreamHandle: typeof StreamHandle;
  readonly codes: StreamCodes;
  readonly facts: Facts;
  readonly loop: EventLoop;
  readonly onclose: symbol;
  readonly descriptors: Descriptors;
  /** Makes a handle of what another process has sent. */
  receivedHandle(handle: ReceivedHandle): StreamHandle;
}

export function createPipeWrap({
  StreamHandle,
  codes,
  facts,
  loop,
  onclose,
  descriptors,
  receivedHandle,
}: PipeContext): PipeWrap {
  const unnamed = (): number => codes.of('ENOTSUP');

  class Pipe extends StreamHandle {
    // Node's library reads and clears it (lib/internal/child_process.js, setupChannel).
    declare pendingHandle: object | null;
    #fd = -1;

    constructor(_type: number) {
      super(loop, onclose, codes);
    }

    static attach(pipe: Pipe, stream: Stream): void {
      pipe.attach(stream);
    }

    override get fd(): number {
      return this.#fd;
    }

    open(fd: number): number {
      const stream = descriptors.stream(fd);
      if (!stream) return codes.of('EBADF');
      this.#fd = fd;
      this.attach(stream);
      return 0;
    }

    override pass(): PassedHandle | undefined {
      return this.stream?.lend(NOWHERE, NOWHERE);
    }

    protected override received(passed: ReceivedHandle): void {
      this.pendingHandle = receivedHandle(passed);
    }

    // Pipes with a name in the file system.
    bind = unnamed;
    listen = unnamed;
    connect = unnamed;
    fchmod = unnamed;

    getsockname = unnamed;
    getpeername = unnamed;
    setPendingInstances(): void {}
  }

  class PipeConnectWrap {}
  return {
    binding: { ...facts.bindings['pipe_wrap'], Pipe, PipeConnectWrap },
    attach: (pipe, stream) => Pipe.attach(pipe as Pipe, stream),
  };
}
