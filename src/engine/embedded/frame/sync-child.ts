/**
 * A child that its parent waits for: the kernel writes and reads the parent's ends of its pipes, limits its time
 * and its output, and has the result once it has ended (src/spawn_sync.cc in Node is the model).
 */
import type { SyncResult, SyncStart } from '../protocol/child-processes.ts';
import type { StreamMessage } from '../protocol/connections.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import { SendQueue } from '../../shared/flow.ts';

export interface SyncChildContext {
  /** Sends traffic in the parent's name. */
  stream(message: StreamMessage): void;
  signal(name: string): void;
  /** Calls back in so many milliseconds of the session's clock. */
  after(milliseconds: number, callback: () => void): void;
  ended(result: Omit<SyncResult, 'clock' | 'files'>): void;
}

interface Pipe {
  readonly connection: number;
  /** The input that has still to be written; it is one write. */
  readonly input: SendQueue<{ readonly bytes: Uint8Array }>;
  readonly output: Uint8Array[];
}

export class SyncChild {
  readonly pid: number;
  readonly #start: SyncStart;
  readonly #context: SyncChildContext;
  /** The parent's ends of the child's pipes, by descriptor. */
  readonly #pipes: readonly (Pipe | undefined)[];
  readonly #relayed: { readonly fd: number; readonly text: string }[] = [];
  #error: SyncResult['error'];
  #pipeError: SyncResult['error'];
  #collected = 0;
  #killed = false;
  #over = false;

  constructor(pid: number, start: SyncStart, context: SyncChildContext) {
    this.pid = pid;
    this.#start = start;
    this.#context = context;
    this.#pipes = start.stdio.map((descriptor) =>
      descriptor.type === 'pipe' ? this.#pipe(descriptor.own) : undefined,
    );
    for (const [fd, pipe] of this.#pipes.entries())
      if (pipe) this.#written(pipe, pipe.input.push({ bytes: start.inputs[fd] ?? new Uint8Array(0) }));
    if (start.timeout > 0) context.after(start.timeout, () => this.#kill('ETIMEDOUT'));
  }

  #pipe(connection: number): Pipe {
    const input = new SendQueue((part: Uint8Array) => {
      if (part.length > 0) this.#context.stream({ type: 'data', connection, bytes: part.slice().buffer });
    });
    return { connection, input, output: [] };
  }

  /** Takes a message to the parent if it concerns this child. */
  take(message: KernelToProcess): boolean {
    if (message.type === 'child-exit') {
      if (message.pid !== this.pid) return false;
      this.#end(message.code, message.signal);
      return true;
    }
    if (!('connection' in message)) return false;
    const pipe = this.#pipes.find((each) => each?.connection === message.connection);
    if (!pipe) return false;
    this.#receive(pipe, message as StreamMessage);
    return true;
  }

  /** The child, or a process that it started, has written to a descriptor of the parent's. */
  relay(fd: number, text: string): void {
    this.#relayed.push({ fd, text });
  }

  #receive(pipe: Pipe, message: StreamMessage): void {
    switch (message.type) {
      case 'data':
        this.#context.stream({ type: 'consumed', connection: pipe.connection, count: message.bytes.byteLength });
        if (this.#killed) return;
        pipe.output.push(new Uint8Array(message.bytes));
        this.#collected += message.bytes.byteLength;
        if (this.#start.maxBuffer > 0 && this.#collected > this.#start.maxBuffer) this.#kill('ENOBUFS');
        return;
      case 'consumed':
        this.#written(pipe, pipe.input.taken(message.count));
        return;
      case 'close':
      case 'reset':
        // The child is gone, and nobody reads the rest.
        if (pipe.input.clear().length > 0) this.#pipeError = 'EPIPE';
        return;
      default:
    }
  }

  /** @param writes the writes that have been sent whole: the one write of the input, or none */
  #written({ connection }: Pipe, writes: readonly unknown[]): void {
    if (writes.length > 0) this.#context.stream({ type: 'end', connection });
  }

  #kill(error: NonNullable<SyncResult['error']>): void {
    if (this.#killed || this.#over) return;
    this.#killed = true;
    this.#error = error;
    this.#context.signal(this.#start.killSignal);
  }

  #end(status: number | null, signal: string | null): void {
    this.#over = true;
    const error = this.#error ?? this.#pipeError;
    for (const pipe of this.#pipes) if (pipe) this.#context.stream({ type: 'close', connection: pipe.connection });
    this.#context.ended({
      pid: this.pid,
      status,
      signal,
      ...(error && { error }),
      relayed: this.#relayed,
      output: this.#pipes.map((pipe) => (pipe ? joined(pipe.output) : null)),
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
