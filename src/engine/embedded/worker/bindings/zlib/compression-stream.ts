import type { BindingContext } from '../../binding.ts';
import { AsyncWrap } from '../../handles/async-wrap.ts';

/** Where a step may read and write; the codec moves the counts on as it does. */
export interface Buffers {
  readonly input: Uint8Array;
  nextIn: number;
  availableIn: number;
  readonly output: Uint8Array;
  nextOut: number;
  availableOut: number;
}

/** What zlibOnError in lib/zlib.js gets. */
export interface Failure {
  readonly message: string;
  readonly errno: number;
  readonly code: string;
}

/** A compression algorithm under a stream. */
export interface Codec {
  /** Consumes and produces what it can. @param flush one of the algorithm's flush modes. */
  step(buffers: Buffers, flush: number): void;
  /** What was wrong with the last step, if it is fatal. */
  failure(buffers: Buffers, flush: number): Failure | undefined;
  reset(): Failure | undefined;
  close(): void;
}

/** What lib/zlib.js passes to `write`. */
type Step = [
  flush: number,
  input: ArrayBufferView | null,
  inputOffset: number,
  inputLength: number,
  output: ArrayBufferView,
  outputOffset: number,
  outputLength: number,
];

function bytesOf(view: ArrayBufferView): Uint8Array {
  return view instanceof Uint8Array
    ? view
    : new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
}

const nothing = new Uint8Array(0);

/**
 * The base of the classes of `internalBinding('zlib')` (CompressionStream in src/node_zlib.cc): runs steps
 * of a codec and reports to lib/zlib.js what is left of input and output after each.
 */
export abstract class CompressionStream extends AsyncWrap {
  readonly #context: BindingContext;
  #codec: Codec | undefined;
  /** What a step leaves: [0] is the room in the output, [1] the input not consumed. */
  #result: Uint32Array | undefined;
  #callback: (() => void) | undefined;
  #writing = false;
  #closing = false;
  declare onerror: (message: string, errno: number, code: string) => void;

  constructor(context: BindingContext) {
    super(context);
    this.#context = context;
  }

  /** Sets the stream up; for the `init` of a subclass. */
  protected start(codec: Codec, result: Uint32Array, callback: () => void): void {
    this.#codec = codec;
    this.#result = result;
    this.#callback = callback;
  }

  protected emitError({ message, errno, code }: Failure): void {
    this.#writing = false;
    this.makeCallback(() => this.onerror(message, errno, code));
    if (this.#closing) this.close();
  }

  /** One step as a task of its own; then calls the callback given to `init`. */
  write(...step: Step): void {
    this.#writing = true;
    this.#context.deferInPool(() => {
      const done = this.#step(...step);
      if (done) this.makeCallback(() => this.#callback?.call(this));
      if (this.#closing) this.close();
    });
  }

  /** One step at once; the outcome is in the result array only. */
  writeSync(...step: Step): void {
    this.#step(...step);
  }

  reset(): void {
    const failure = this.#codec?.reset();
    if (failure !== undefined) this.emitError(failure);
  }

  /** A write under way still completes. */
  close(): void {
    this.#closing = this.#writing;
    if (this.#closing) return;
    this.#codec?.close();
    this.#codec = undefined;
  }

  /** @returns false when the step failed; the failure has been reported then */
  #step(...[flush, input, inputOffset, inputLength, output, outputOffset, outputLength]: Step): boolean {
    const codec = this.#codec;
    const result = this.#result;
    if (codec === undefined || result === undefined) {
      throw new Error('This compression stream is closed: nothing can be written to it any more.');
    }
    const buffers: Buffers = {
      input: input === null || input === undefined ? nothing : bytesOf(input),
      nextIn: inputOffset,
      availableIn: inputLength,
      output: bytesOf(output),
      nextOut: outputOffset,
      availableOut: outputLength,
    };
    codec.step(buffers, flush);
    this.#writing = false;
    const failure = codec.failure(buffers, flush);
    if (failure !== undefined) {
      this.emitError(failure);
      return false;
    }
    result[0] = buffers.availableOut;
    result[1] = buffers.availableIn;
    return true;
  }
}
