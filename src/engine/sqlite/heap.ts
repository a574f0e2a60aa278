import type { Pointer, SqliteExports } from './exports.ts';

const encoder = new TextEncoder();
// A byte order mark is part of the text; bytes that are not UTF-8 become U+FFFD, as in Node.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Up to here a loop over the bytes is faster than a call of the decoder or encoder. */
const shortText = 16;
const scratchSize = 1 << 16;

/**
 * The WebAssembly memory as SQLite and we share it. The views stay the same objects until the memory
 * grows, so read them from here (`heap.bytes`) each time instead of keeping them.
 */
export class Heap {
  bytes!: Uint8Array;
  words!: Int32Array;
  longs!: BigInt64Array;
  doubles!: Float64Array;
  readonly #memory: WebAssembly.Memory;
  #exports!: SqliteExports;
  #scratch: Pointer = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.refresh();
  }

  /** To be called when the memory has grown: that detaches the old views. */
  refresh(): void {
    const { buffer } = this.#memory;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.longs = new BigInt64Array(buffer);
    this.doubles = new Float64Array(buffer);
  }

  /** Hands over the allocator, once the module is instantiated. */
  attach(exports: SqliteExports): void {
    this.#exports = exports;
    this.#scratch = this.allocate(scratchSize);
  }

  /** Memory of `size` bytes, to be given back with `free`. Fails with a RangeError when there is none. */
  allocate(size: number): Pointer {
    const pointer = this.#exports.sqlite3_malloc(Math.max(size, 8));
    if (pointer === 0) throw new RangeError('SQLite is out of memory');
    return pointer;
  }

  free(pointer: Pointer): void {
    this.#exports.sqlite3_free(pointer);
  }

  word(pointer: Pointer): number {
    return this.words[pointer >> 2] as number;
  }

  setWord(pointer: Pointer, value: number): void {
    this.words[pointer >> 2] = value;
  }

  setLong(pointer: Pointer, value: bigint): void {
    this.longs[pointer >> 3] = value;
  }

  /** Text of `length` bytes of UTF-8. */
  text(pointer: Pointer, length: number): string {
    const { bytes } = this;
    const end = pointer + length;
    if (length > shortText) return decoder.decode(bytes.subarray(pointer, end));
    let text = '';
    for (let at = pointer; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > 127) return decoder.decode(bytes.subarray(pointer, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Text that ends with a zero byte; the null pointer gives null. */
  nullableText(pointer: Pointer): string | null {
    return pointer === 0 ? null : this.text(pointer, this.bytes.indexOf(0, pointer) - pointer);
  }

  /** Text that ends with a zero byte; the null pointer gives ''. */
  terminatedText(pointer: Pointer): string {
    return this.nullableText(pointer) ?? '';
  }

  /** A copy of bytes; the null pointer stands for none. */
  copy(pointer: Pointer, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.bytes.slice(pointer, pointer + length).buffer);
  }

  /** Puts bytes into new memory, at least one byte long, which the caller frees. */
  store(source: Uint8Array): Pointer {
    const pointer = this.allocate(source.length);
    this.bytes.set(source, pointer);
    return pointer;
  }

  /** Puts text with its ending zero into new memory, which the caller frees. */
  storeText(text: string): Pointer {
    const encoded = encoder.encode(text);
    const pointer = this.allocate(encoded.length + 1);
    this.bytes.set(encoded, pointer);
    this.bytes[pointer + encoded.length] = 0;
    return pointer;
  }

  /** Runs `use` with text in memory that lasts as long as the call. */
  withText<Result>(text: string, use: (pointer: Pointer) => Result): Result {
    const pointer = this.storeText(text);
    try {
      return use(pointer);
    } finally {
      this.free(pointer);
    }
  }

  /**
   * Gives text as UTF-8 to a C function that copies it before it returns and runs no JavaScript
   * meanwhile: short text goes through one reused place, without an allocation.
   */
  passText<Result>(text: string, use: (pointer: Pointer, length: number) => Result): Result {
    const { length } = text;
    const { bytes } = this;
    const start = this.#scratch;
    if (length <= shortText) {
      let at = 0;
      for (; at < length; at++) {
        const unit = text.charCodeAt(at);
        if (unit > 127) break;
        bytes[start + at] = unit;
      }
      if (at === length) return use(start, length);
    }
    // One UTF-16 unit takes three bytes of UTF-8 at most.
    if (length * 3 <= scratchSize) {
      const { written } = encoder.encodeInto(text, bytes.subarray(start, start + scratchSize));
      return use(start, written);
    }
    return this.#passStored(encoder.encode(text), use);
  }

  /** Gives bytes to such a C function; the pointer is never null, even when there are no bytes. */
  passBytes<Result>(source: Uint8Array, use: (pointer: Pointer, length: number) => Result): Result {
    if (source.length > scratchSize) return this.#passStored(source, use);
    this.bytes.set(source, this.#scratch);
    return use(this.#scratch, source.length);
  }

  #passStored<Result>(source: Uint8Array, use: (pointer: Pointer, length: number) => Result): Result {
    const pointer = this.store(source);
    try {
      return use(pointer, source.length);
    } finally {
      this.free(pointer);
    }
  }
}
