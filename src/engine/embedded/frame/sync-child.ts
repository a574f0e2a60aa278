/**
 * A child that its parent waits for: the kernel writes and reads the parent's ends of its pipes, limits its time
 * and its output, and has the result once it has ended (src/spawn_sync.cc in Node is the model).
 */
import type { SyncResult, SyncStart } from '../protocol/child-processes.ts';
import type { StreamMessage } from '../protocol/connections.ts';
import type { KernelToProcess } from '../protocol/messages.ts';
import { WINDOW } from '../../shared/stream.ts';
import { ReplyWriter } from '../shared/shared-reply.ts';

export interface SyncChildContext {
  /** Says something in the parent's name. */
  stream(message: StreamMessage): void;
  signal(name: string): void;
  /** Calls back in so many milliseconds of the session's clock. */
  after(milliseconds: number, callback: () => void): void;
  ended(result: Omit<SyncResult, 'clock' | 'files'>): void;
}

interface Pipe {
  readonly connection: number;
  /** What is still to be written; undefined once that has ended. */
  input: Uint8Array | undefined;
  inFlight: number;
  readonly output: Uint8Array[];
}

export class SyncChild {
  readonly pid: number;
  readonly #start: SyncStart;
  readonly #context: SyncChildContext;
  /** By descriptor. */
  readonly #pipes: readonly (Pipe | undefined)[];
  readonly #relayed: { readonly fd: number; readonly text: string }[] = [];
  #error: SyncResult['error'];
  #pipeError: SyncResult['error'];
  #collected = 0;
  #killed = false;
  #over = false;

  /** Whether what a process sent is what it has to send. */
  static accepts({ inputs }: { readonly inputs: unknown }, shared: unknown): boolean {
    return (
      Array.isArray(inputs) &&
      inputs.every((each) => each === null || each instanceof Uint8Array) &&
      ReplyWriter.fits(shared)
    );
  }

  constructor(pid: number, start: SyncStart, context: SyncChildContext) {
    this.pid = pid;
    this.#start = start;
    this.#context = context;
    this.#pipes = start.stdio.map((descriptor, fd) =>
      descriptor.type === 'pipe'
        ? { connection: Number(descriptor.own), input: start.inputs[fd] ?? new Uint8Array(0), inFlight: 0, output: [] }
        : undefined,
    );
    for (const pipe of this.#pipes) if (pipe) this.#write(pipe);
    if (start.timeout > 0) context.after(start.timeout, () => this.#kill('ETIMEDOUT'));
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

  /** It, or a process that it started, wrote to a descriptor of the parent's. */
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
        pipe.inFlight -= message.count;
        this.#write(pipe);
        return;
      case 'close':
      case 'reset':
        // Nobody is left to read the rest.
        if (pipe.input && pipe.input.length > 0) this.#pipeError = 'EPIPE';
        pipe.input = undefined;
        return;
      default:
    }
  }

  #write(pipe: Pipe): void {
    const { connection } = pipe;
    if (pipe.input === undefined) return;
    const bytes = pipe.input.slice(0, Math.max(0, WINDOW - pipe.inFlight));
    if (bytes.length > 0) {
      pipe.inFlight += bytes.length;
      pipe.input = pipe.input.subarray(bytes.length);
      this.#context.stream({ type: 'data', connection, bytes: bytes.buffer });
    }
    if (pipe.input.length > 0) return;
    pipe.input = undefined;
    this.#context.stream({ type: 'end', connection });
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
