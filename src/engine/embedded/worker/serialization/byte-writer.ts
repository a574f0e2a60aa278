/** Writes the numbers, bytes and text of V8's format, into memory that grows (src/objects/value-serializer.cc). */
const scratch = new DataView(new ArrayBuffer(8));

export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** Bytes written so far. */
  protected get length(): number {
    return this.#length;
  }

  uint32(value: number): void {
    this.varint(value >>> 0);
  }

  uint64(high: number, low: number): void {
    let rest = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    while (rest >= 0x80n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  double(value: number): void {
    scratch.setFloat64(0, value, true);
    this.raw(new Uint8Array(scratch.buffer));
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.byteLength);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  /** The bytes that were written; the writer starts anew. */
  release(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  protected varint(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  protected byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.byteLength) return;
    const larger = new Uint8Array(Math.max(this.#bytes.byteLength * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** @param wide two bytes for each UTF-16 code unit, the lower first; otherwise one, of text that is Latin-1 */
  protected codeUnits(text: string, wide: boolean): void {
    this.#room(wide ? text.length * 2 : text.length);
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      this.#bytes[this.#length++] = code & 0xff;
      if (wide) this.#bytes[this.#length++] = code >> 8;
    }
  }
}

/** How many bytes a number takes as "varint". */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value >>> 0; rest >= 0x80; rest >>>= 7) length += 1;
  return length;
}
