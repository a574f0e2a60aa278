const encoder = new TextEncoder();
const smallestAllocation = 256;
const ASCII = /^[\0-\x7f]*$/;
/** Taken before the browser's own globals are hidden; Node, where unit tests run, has none. */
const { FileReaderSync: Reader } = globalThis as {
  readonly FileReaderSync?: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };
};
const reader = Reader && new Reader();

/**
 * The bytes of one file. Until they are looked at they stay the string, or the bytes that somebody else owns, that were
 * handed in, so mounting thousands of files costs nothing; the first write makes a copy, which then grows by doubling.
 * A blob's bytes are with the browser until they are looked at, and in no process that does not look.
 */
export class FileData {
  #source: string | Blob | undefined;
  /** Whether every character of the source is ASCII; undefined until it has been asked. */
  #ascii: boolean | undefined;
  #bytes: Uint8Array;
  #size: number;
  #owned: boolean;

  constructor(contents?: string | Uint8Array | Blob) {
    this.#source = contents instanceof Uint8Array ? undefined : contents;
    this.#bytes = contents instanceof Uint8Array ? contents : new Uint8Array(0);
    this.#size = this.#bytes.length;
    this.#owned = contents === undefined;
  }

  /** Length in bytes. */
  get size(): number {
    const text = this.asciiText;
    if (text !== undefined) return text.length;
    if (typeof this.#source === 'object') return this.#source.size;
    this.#materialize();
    return this.#size;
  }

  /** The contents as text, if they are ASCII text that nobody has read as bytes; else undefined. */
  get asciiText(): string | undefined {
    if (typeof this.#source !== 'string') return undefined;
    this.#ascii ??= ASCII.test(this.#source);
    return this.#ascii ? this.#source : undefined;
  }

  /** The bytes as they are now, without a copy: valid until the next write, not to be written to. */
  get bytes(): Uint8Array {
    this.#materialize();
    return this.#bytes.subarray(0, this.#size);
  }

  /** The contents as they are held: text that nobody has read as bytes is still text. */
  get contents(): string | Uint8Array {
    return typeof this.#source === 'string' ? this.#source : this.bytes;
  }

  /** Copies bytes from `position` on into `target`, as many as there are. Gives the number copied. */
  read(target: Uint8Array, position: number): number {
    this.#materialize();
    const count = Math.min(target.length, this.#size - position);
    if (count <= 0) return 0;
    target.set(this.#bytes.subarray(position, position + count));
    return count;
  }

  /** Writes all of `bytes` at `position`; a gap before it is filled with zeros. */
  write(bytes: Uint8Array, position: number): void {
    const end = position + bytes.length;
    this.#reserve(Math.max(end, this.size));
    this.#bytes.set(bytes, position);
    if (end > this.#size) this.#size = end;
  }

  /** Cuts the file off, or extends it with zeros. */
  truncate(size: number): void {
    if (size > 0) this.#materialize();
    if (size === 0) {
      this.#source = undefined;
      this.#bytes = new Uint8Array(0);
      this.#owned = true;
    } else if (size < this.#size) {
      this.#bytes = this.#bytes.slice(0, size);
      this.#owned = true;
    } else {
      this.#reserve(size);
    }
    this.#size = size;
  }

  #materialize(): void {
    if (this.#source === undefined) return;
    this.#bytes =
      typeof this.#source === 'string'
        ? encoder.encode(this.#source)
        : new Uint8Array(reader!.readAsArrayBuffer(this.#source));
    this.#size = this.#bytes.length;
    this.#owned = true;
    this.#source = undefined;
  }

  #reserve(size: number): void {
    this.#materialize();
    if (this.#owned && size <= this.#bytes.length) return;
    const capacity =
      this.#bytes.length < size
        ? Math.max(size, this.#size === 0 ? 0 : this.#bytes.length * 2, smallestAllocation)
        : size;
    const grown = new Uint8Array(capacity);
    grown.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = grown;
    this.#owned = true;
  }
}
