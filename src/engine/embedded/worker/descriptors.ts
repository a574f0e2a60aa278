/**
 * The descriptors that a process was started with: 0, 1, 2 and perhaps more. Standard output is shown unless the
 * process that started this one wants to read it; standard input is empty unless somebody writes to it.
 */
import type { Descriptor } from '../protocol/child-processes.ts';
import type { Network } from './network/network.ts';
import type { Stream } from './network/stream.ts';
import type { Output } from './output.ts';

/** Indexes in lib/internal/util.js, handleTypes. */
const HANDLE_TYPE = { FILE: 3, PIPE: 4, INVALID: 6 } as const;

// Taken before Node's library puts its own class in its place.
const encoder = new globalThis.TextEncoder();

export class Descriptors {
  readonly #network: Network;
  readonly #output: Output;
  #table: readonly Descriptor[] = [{ type: 'null' }, { type: 'output' }, { type: 'output' }];
  readonly #streams = new Map<number, Stream>();

  constructor(network: Network, output: Output) {
    this.#network = network;
    this.#output = output;
  }

  /** Called before anything can come in. */
  set(table: readonly Descriptor[]): void {
    this.#table = table;
    table.forEach((descriptor, fd) => {
      if (descriptor.type !== 'pipe') return;
      const stream = this.#network.adopt(descriptor.connection, descriptor.given);
      if (fd === 0 && !descriptor.given) stream.hold();
      this.#streams.set(fd, stream);
    });
  }

  /** @returns the index of a kind in lib/internal/util.js, guessHandleType; files of the program are FILE */
  typeOf(fd: number): number {
    if (this.#streams.has(fd)) return HANDLE_TYPE.PIPE;
    return fd < 0 ? HANDLE_TYPE.INVALID : HANDLE_TYPE.FILE;
  }

  /** The stream behind a descriptor that is a pipe. */
  stream(fd: number): Stream | undefined {
    return this.#streams.get(fd);
  }

  /** Takes a pipe's stream for another process. */
  take(fd: number): Stream | undefined {
    const stream = this.#streams.get(fd);
    this.#streams.delete(fd);
    return stream;
  }

  /** Writes what `fs` and the library's own messages write to descriptors 1 and 2. */
  write(fd: number, bytes: Uint8Array): void {
    const stream = this.#streams.get(fd);
    if (stream) stream.write(bytes, () => {});
    else if (this.#table[fd]?.type === 'output') this.#output.write(fd === 2 ? 'stderr' : 'stdout', bytes);
  }

  print(fd: 1 | 2, text: string): void {
    this.write(fd, encoder.encode(text));
  }
}
