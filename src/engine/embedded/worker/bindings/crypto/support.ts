import type { BindingContext } from '../../binding.ts';
import { fillRandom } from '../../random.ts';

/** Bytes as Node's library hands them to a binding. */
export type BytesLike = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

/** What this folder needs of Node's Buffer. */
interface BufferConstructor {
  from(data: ArrayBufferLike, byteOffset: number, length: number): Uint8Array;
  from(data: string, encoding: string): Uint8Array;
  isEncoding(encoding: unknown): boolean;
}

const utf8 = new TextEncoder();

/** A view of the bytes of a buffer source, without a copy. */
export function bytesOf(source: BytesLike): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

export function isBytesLike(value: unknown): value is BytesLike {
  return (
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)
  );
}

/** The bytes in an ArrayBuffer of exactly their length, which the caller may keep. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Compares without stopping at the first difference; lengths are not secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ b[index]!;
  return difference === 0;
}

export function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  fillRandom(bytes);
  return bytes;
}

/** Conversions between bytes, strings and Node's Buffer, which is loaded with the first use. */
export class Support {
  readonly context: BindingContext;
  #Buffer: BufferConstructor | undefined;

  constructor(context: BindingContext) {
    this.context = context;
  }

  get #buffer(): BufferConstructor {
    this.#Buffer ??= (this.context.require('buffer') as { Buffer: BufferConstructor }).Buffer;
    return this.#Buffer;
  }

  /** A Node Buffer over an ArrayBuffer of its own: Node's library hands `.buffer` on to web APIs. */
  buffer(bytes: Uint8Array): Uint8Array {
    return this.#buffer.from(ownBuffer(bytes), 0, bytes.length);
  }

  /** String or bytes to bytes; an encoding that Node does not know means UTF-8, as in C++. */
  decode(data: string | BytesLike, encoding?: unknown): Uint8Array {
    if (typeof data !== 'string') return bytesOf(data);
    if (encoding === undefined || encoding === 'utf8' || !this.#buffer.isEncoding(encoding)) {
      return utf8.encode(data);
    }
    // A plain array: Buffer's own slice() would give a view where a copy is meant.
    return bytesOf(this.#buffer.from(data, encoding as string));
  }

  /** Bytes in an encoding, or as a Buffer when it is none that Node knows. */
  encode(bytes: Uint8Array, encoding: unknown): string | Uint8Array {
    const buffer = this.buffer(bytes);
    if (encoding === undefined || !this.#buffer.isEncoding(encoding)) return buffer;
    return (buffer.toString as (encoding: unknown) => string)(encoding);
  }
}
